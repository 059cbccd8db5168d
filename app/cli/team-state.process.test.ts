import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Ended, troupe } from './spawn-troupe.fixture.ts';
import { person, roundRobin, scripted } from './team-files.fixture.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'troupe-state-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const write = (name: string, content: unknown): string => {
  writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content));
  return at(name);
};
const run = (file: string, ...args: readonly string[]): Promise<Ended> =>
  troupe(['run', file, '--task', 'Go on', '--jsonl', '--data', at('data'), ...args]);
const duo = (one: string, other: string): object =>
  roundRobin([scripted('writer', [one]), scripted('critic', [other])], { max_turns: 1 });
/** What was said, with the words streamed before left out. */
const said = ({ out }: Ended): string[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; source?: string; content?: string })
    .flatMap(({ type, source, content }) => (type === 'TextMessage' ? [`${source}: ${content}`] : []));

it('goes on where the saved state of an earlier run ends', async () => {
  const first = await run(write('team.json', duo('One.', 'Two.')), '--save-state', at('state.json'));
  expect([first.status, first.err, said(first)]).toEqual([0, '', ['user: Go on', 'writer: One.']]);
  const later = await run(at('team.json'), '--state', at('state.json'), '--save-state', at('state.json'));
  expect([later.status, later.err, said(later)]).toEqual([0, '', ['user: Go on', 'critic: Two.']]);
  const { agent_states: states } = JSON.parse(readFileSync(at('state.json'), 'utf8')) as {
    agent_states: { RoundRobinGroupChatManager: { message_thread: { content: string }[] } };
  };
  const thread = states.RoundRobinGroupChatManager.message_thread.map(({ content }) => content);
  expect(thread).toEqual(['Go on', 'One.', 'Go on', 'Two.']);
});

it('refuses what is no state of this team, with the file and the reason', async () => {
  write('team.json', duo('One.', 'Two.'));
  const refused = async (content: unknown): Promise<unknown[]> => {
    const { status, err } = await run(at('team.json'), '--state', write('state.json', content));
    return [status, err];
  };
  const file = at('state.json');
  expect(await refused('{"agent_states": ')).toEqual([2, expect.stringContaining(`${file}: $`)]);
  expect(await refused([])).toEqual([
    2,
    `${file}: $: A saved state is a JSON object, as AutoGen\u2019s save_state gives it.\n`,
  ]);
  expect(await refused({ agent_states: {} })).toEqual([
    2,
    `${file}: $: Agent state for writer not found in the saved state.\n`,
  ]);
  expect((await troupe(['runs', '--data', at('data')])).out).not.toMatch(/run-/);
});

it('says before the run that the state cannot be kept, and after it that a waiting run has none yet', async () => {
  const nowhere = await run(write('team.json', duo('One.', 'Two.')), '--save-state', at('no/state.json'));
  expect([nowhere.status, nowhere.out]).toEqual([2, expect.stringContaining('"type":"Error"')]);
  expect(nowhere.err).toContain(`"${at('no/state.json')}" cannot be written.`);

  const waits = await run(
    write('ask.json', roundRobin([person('ada')], { max_turns: 1 })),
    '--save-state',
    at('s.json'),
  );
  expect(waits.status).toBe(4);
  const [, id = ''] = /troupe resume (run-\S+) --save-state/.exec(waits.err) ?? [];
  const data = ['--data', at('data')];
  const resumed = await troupe(['resume', id, '--jsonl', '--save-state', at('s.json'), ...data], 'Here I am.\n');
  expect([resumed.status, said(resumed)]).toEqual([0, ['ada: Here I am.']]);
  expect(readFileSync(at('s.json'), 'utf8')).toContain('Here I am.');
});
