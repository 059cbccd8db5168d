import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { spawnTroupe, troupe } from './spawn-troupe.fixture.ts';
import { person, roundRobin, scripted } from './team-files.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'troupe-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const duo = file(
  'duo.json',
  roundRobin([scripted('writer', ['One.', 'Two.']), scripted('critic', ['Good.'])], { max_turns: 3 }),
);
const asking = file('asking.json', roundRobin([scripted('writer', ['One.', 'Two.']), person('ada')], { max_turns: 4 }));
const failing = file('failing.json', roundRobin([scripted('writer', ['One.'])], { max_turns: 2 }));
const data = (name: string): string[] => ['--data', join(folder, name)];
const runIn = (line: string | undefined): string => (JSON.parse(line ?? '') as { run: string }).run;
const linesOf = (out: string): string[] => out.trimEnd().split('\n');

it('prints help and its version', async () => {
  const [help, version] = await Promise.all([troupe(['--help']), troupe(['--version'])]);
  expect([help.status, help.out.split('\n')[0], help.err]).toEqual([
    0,
    'Troupe: design teams of AI agents, run them on your own machine, step through the conversation.',
    '',
  ]);
  expect([version.status, version.out]).toEqual([0, '0.1.0\n']);
});

it('answers a wrong command line with 2 and a word that helps', async () => {
  expect(await troupe(['run', duo])).toEqual({
    status: 2,
    out: '',
    err: '"troupe run" needs a task: troupe run FILE --task TEXT.\n"troupe --help" shows all commands.\n',
  });
  expect(await troupe(['frobnicate'])).toMatchObject({ status: 2, out: '' });
  expect(await troupe(['run', duo, '--task', 't', '--model', 'gpt-4o'])).toMatchObject({ status: 2, out: '' });
});

it('refuses a bad file with 2, the path and no stack', async () => {
  const bad: [unknown, string][] = [
    ['{"a":', '$.a: Line 1, column 6'],
    ['[]', '$: A team or a component is an object, but the file holds a list.'],
    ['{"provider":"x.Y","config":{"__proto__":{}}}', '$.config'],
    [`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 'nest'],
    [{ provider: 'x.Unknown', component_type: 'team', config: {} }, '$.provider'],
    [roundRobin([], {}), '$.config.participants'],
    [roundRobin([scripted('two words', [])], {}), '$.config.participants[0].config.name'],
    [roundRobin([scripted('a', []), scripted('a', [])], {}), '$.config.participants[1].config.name'],
    [roundRobin([scripted('a', [])], { max_turns: 'many' }), '$.config.max_turns'],
  ];
  const ends = await Promise.all(
    bad.map(([content], index) => troupe(['validate', file(`bad-${index}.json`, content)])),
  );
  for (const [index, { status, out, err }] of ends.entries()) {
    expect({ status, out, isClear: err.includes(bad[index]![1]) }).toEqual({ status: 2, out: '', isClear: true }); // `!`: one end each
    expect(err).not.toMatch(/^\s+at /m);
  }
  const path = join(folder, 'bad-6.json');
  const { status, err } = await troupe(['run', path, '--task', 't', ...data('bad')]);
  expect([status, err.startsWith(`${path}: $.config.participants[0].config.name: `)]).toEqual([2, true]);
});

it('refuses a file that is too large, or not there, and makes nothing', async () => {
  const large = file('large.json', `"${'x'.repeat(50_000_000)}"`);
  const [tooLarge, missing] = await Promise.all([
    troupe(['validate', large]),
    troupe(['run', join(folder, 'none.json'), '--task', 't', ...data('never')]),
  ]);
  expect([tooLarge.status, tooLarge.err]).toEqual([
    2,
    `Error: ${large}: The file has 47.7 MB, and Troupe reads at most 20.0 MB. Is it the right one?\n`,
  ]);
  expect([missing.status, missing.err]).toEqual([2, `${join(folder, 'none.json')}: There is no such file.\n`]);
  expect(() => readFileSync(join(folder, 'never', 'troupe.db'))).toThrow('ENOENT');
});

it('validates and exports', async () => {
  expect(await troupe(['validate', duo])).toEqual({ status: 0, out: `${duo} is valid.\n`, err: '' });
  const asJson = await troupe(['validate', failing, '--json']);
  expect([asJson.status, JSON.parse(asJson.out)]).toEqual([0, { valid: true, issues: [] }]);
  const exported = await troupe(['export', duo, '--to', 'autogen']);
  expect([exported.status, JSON.parse(exported.out)]).toEqual([0, JSON.parse(readFileSync(duo, 'utf8'))]);
  const document = join(folder, 'duo.team.json');
  expect(await troupe(['export', duo, '--to', 'document', '-o', document])).toEqual({ status: 0, out: '', err: '' });
  const back = await troupe(['export', document, '--to', 'autogen']);
  expect(back.out).toBe(exported.out);
});

it('runs a team, and shows the same lines again', async () => {
  const { status, out, err } = await troupe(['run', duo, '--task', 'Go', '--jsonl', ...data('runs')]);
  const lines = linesOf(out).map((line) => JSON.parse(line) as { type: string; content?: string });
  expect([status, err]).toEqual([0, '']);
  const said = lines.filter(({ type }) => type === 'TextMessage').map(({ content }) => content);
  expect(said).toEqual(['Go', 'One.', 'Good.', 'Two.']);
  expect(lines.at(-1)).toEqual({ type: 'TaskResult', stop_reason: 'Maximum number of turns 3 reached.' });
  const listed = await troupe(['runs', ...data('runs')]);
  const id = /^run-\S+/.exec(listed.out)?.[0] ?? '';
  expect((await troupe(['runs', 'show', id, ...data('runs')])).out).toBe(out);
  expect((await troupe(['run', '--replay', id, '--jsonl', ...data('runs')])).out).toBe(out);
  const log = await troupe(['runs', 'export', id, ...data('runs')]);
  expect((JSON.parse(linesOf(log.out)[0] ?? '') as { body: { type: string } }).body.type).toBe('run-start');
});

it('ends with 1 and the reason when a run fails', async () => {
  const { status, out } = await troupe(['run', failing, '--task', 'Go', '--jsonl', ...data('failing')]);
  expect([status, JSON.parse(linesOf(out).at(-1) ?? '')]).toMatchObject([1, { type: 'Error' }]);
});

it('answers questions from a pipe, parks at its end, and goes on later', async () => {
  const first = await troupe(['run', asking, '--task', 'Go', '--jsonl', ...data('asking')], 'fine\n');
  const last = linesOf(first.out).at(-1);
  expect([first.status, JSON.parse(last ?? '')]).toMatchObject([
    4,
    { type: 'Waiting', for: { why: 'human', agent: 'ada' } },
  ]);
  const run = runIn(last);
  expect((await troupe(['runs', 'show', run, ...data('asking')])).out).toBe(first.out);
  const second = await troupe(['resume', run, '--jsonl', ...data('asking')], 'good\n');
  expect([second.status, linesOf(second.out).length]).toEqual([0, 2]);
  const whole = first.out.replace(`${last}\n`, '') + second.out;
  expect((await troupe(['runs', 'show', run, ...data('asking')])).out).toBe(whole);
  expect(await troupe(['resume', run, ...data('asking')])).toMatchObject({ status: 1, out: '' });
});

it('holds a run that goes in circles where that was asked for, and goes on when it is resumed', async () => {
  const thanks = [scripted('kind', Array<string>(4).fill('Thank you, that was very kind.'))];
  const circle = file('circle.json', roundRobin(thanks, { max_turns: 4 }));
  const free = await troupe(['run', circle, '--task', 'Go', ...data('circle')]);
  expect([free.status, linesOf(free.out).filter((line) => line.includes('('))]).toEqual([
    0,
    ['  (kind said nearly the same 3 times in a row.)'],
  ]);
  const held = await troupe(['run', circle, '--task', 'Go', '--jsonl', '--hold-on-loop', ...data('circle')]);
  const last = linesOf(held.out).at(-1);
  const place = 'turn/4/kind/gate-turn:0';
  expect([held.status, JSON.parse(last ?? '')]).toMatchObject([4, { type: 'Waiting', for: { why: 'loop', place } }]);
  const rest = await troupe(['resume', runIn(last), '--jsonl', ...data('circle')]);
  expect(rest.status).toBe(0);
  const types = linesOf(held.out.replace(`${last}\n`, '') + rest.out).map(
    (line) => (JSON.parse(line) as { type: string }).type,
  );
  expect([...new Set(types)]).toEqual(['TextMessage', 'ModelClientStreamingChunkEvent', 'TaskResult']);
  expect(types.filter((type) => type === 'TextMessage')).toHaveLength(5);
});

it('parks a run at Ctrl+C and says how to go on', async () => {
  const { child, saw, ended } = spawnTroupe(['run', asking, '--task', 'Go', '--jsonl', ...data('interrupt')]);
  await saw('UserInputRequestedEvent');
  child.kill('SIGINT');
  const { status, out, err } = await ended;
  const run = runIn(linesOf(out).at(-1));
  expect([status, err]).toEqual([130, `\nParked. Go on with: troupe resume ${run}\n`]);
});

it('steps, edits and quits in the debugger, and the run stays where it was', async () => {
  const commands = 's\ns\ne Edited.\nq\n';
  const first = await troupe(['run', duo, '--task', 'Go', '--debug', ...data('debug')], commands);
  expect(first.status).toBe(4);
  const said = linesOf(first.out).filter((line) => line.startsWith('Held') || line.startsWith('Next'));
  expect(said).toEqual([
    'Held (pause). Next: writer takes a turn.',
    'Held (step). Next: writer says: One.',
    'Held (step). Next: critic takes a turn.',
  ]);
  const run = /troupe resume (\S+)/.exec(first.out)?.[1] ?? '';
  const second = await troupe(['resume', run, '--debug', '--jsonl', ...data('debug')], 's\ne Edited.\nc\n');
  expect(second.status).toBe(0);
  const contents = linesOf(second.out).map((line) => (JSON.parse(line) as { content?: string }).content);
  expect(contents).toContain('Edited.');
});

it('takes a run that is not here for an invalid argument', async () => {
  const err = 'There is no run "nowhere" here. `troupe runs list` names those that are.\n';
  const named = (run: string): string[][] => [
    ['runs', 'show', run],
    ['runs', 'export', run],
    ['resume', run],
    ['run', '--replay', run],
  ];
  const ends = await Promise.all(named('nowhere').map((args) => troupe([...args, ...data('runs')])));
  expect(ends).toEqual(ends.map(() => ({ status: 2, out: '', err })));
  expect(await troupe(['runs', 'show', 'x'.repeat(65), ...data('runs')])).toMatchObject({ status: 2, out: '' });
});

it('ends the lines with the reason where nothing could start', async () => {
  const missing = join(folder, 'none.json');
  const message = `${missing}: There is no such file.`;
  expect(await troupe(['run', missing, '--task', 't', '--jsonl', ...data('never')])).toEqual({
    status: 2,
    out: `${JSON.stringify({ type: 'Error', message })}\n`,
    err: `${message}\n`,
  });
  const notAFolder = await troupe(['run', duo, '--task', 't', '--jsonl', '--data', duo]);
  expect([notAFolder.status, JSON.parse(notAFolder.out)]).toMatchObject([1, { type: 'Error' }]);
});

it('says that a run is worked on elsewhere', async () => {
  const { child, saw, ended } = spawnTroupe(['run', asking, '--task', 'Go', '--jsonl', ...data('busy')]);
  await saw('UserInputRequestedEvent');
  const run = /^run-\S+/.exec((await troupe(['runs', ...data('busy')])).out)?.[0] ?? '';
  const busy = await troupe(['resume', run, ...data('busy')]);
  expect([busy.status, busy.err]).toEqual([1, `Another Troupe works on run "${run}" now. Close it there first.\n`]);
  child.stdin.end();
  expect((await ended).status).toBe(4);
});

it('parks a run when its reader goes away', async () => {
  const { child, saw, ended } = spawnTroupe(['run', asking, '--task', 'Go', '--jsonl', ...data('reader')]);
  await saw('UserInputRequestedEvent');
  child.stdout.destroy();
  child.stdin.write('fine\n'); // the next line has no reader
  expect((await ended).status).toBe(4);
});

it('ends quietly when the reader of a list goes away', async () => {
  const long = file('long.json', roundRobin([scripted('writer', ['x'.repeat(2_000_000)])], { max_turns: 1 }));
  expect((await troupe(['run', long, '--task', 'Go', ...data('long')])).status).toBe(0);
  const run = /^run-\S+/.exec((await troupe(['runs', ...data('long')])).out)?.[0] ?? '';
  const ends = ['show', 'export'].map(async (what) => {
    const { child, saw, ended } = spawnTroupe(['runs', what, run, ...data('long')]);
    await saw('Go');
    child.stdout.destroy();
    return ended;
  });
  expect((await Promise.all(ends)).map(({ status, err }) => ({ status, err }))).toEqual([
    { status: 0, err: '' },
    { status: 0, err: '' },
  ]);
});

it('tells what is here', async () => {
  const { status, out } = await troupe(['doctor', ...data('doctor')], '', { OPENAI_API_KEY: 'sk-never-shown' });
  expect(status).toBe(0);
  expect(linesOf(out).map((line) => line.split(/\s/)[0])).toEqual([
    'Troupe',
    'Node',
    'Window',
    'Browser',
    'OpenAI',
    'Ollama',
    'No',
    'Keys',
    'Sandbox',
    'Database',
  ]);
  expect(out).toContain('a key is set (OPENAI_API_KEY)');
  expect(out).toContain('Anthropic (ANTHROPIC_API_KEY)');
  expect(out).not.toContain('sk-never-shown');
});
