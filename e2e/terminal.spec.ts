import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programEnvironment } from './host.fixture.ts';
import { expect, terminalTest as test } from './model-server.fixture.ts';
import { pair } from './team-files.fixture.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const FILES = join(ROOT, 'test', 'fixtures', 'autogen');

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** What `npx troupe` runs, as its own process. */
async function troupe(...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'cli.js'), ...args], { env: programEnvironment({}) });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (out += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (err += piece));
  child.stdin.end();
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, out, err };
}

interface Line {
  readonly type: string;
  readonly source?: string;
  readonly content?: unknown;
  readonly stop_reason?: string;
}

const linesOf = (out: string): readonly Line[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

const END = { type: 'TaskResult', stop_reason: "Text 'TERMINATE' mentioned" };

test('the terminal runs files that others wrote, shows them again, and replays only what is in the log', async ({
  models,
}, info) => {
  const data = ['--data', info.outputPath('data')];
  const run = (file: string, task: string): Promise<Ended> =>
    troupe('run', file, '--task', task, '--model', `openai:gpt-4o@${models.baseUrl}`, '--jsonl', ...data);
  const newestRun = async (): Promise<string> => /^run-\S+/.exec((await troupe('runs', ...data)).out)?.[0] ?? '';

  const travel = await test.step('an old team of four says its part, once each', async () => {
    models.reply(['The old town.', 'Eat late.', 'Say thank you.', 'All of it. TERMINATE'].map((text) => ({ text })));
    const ended = await run(join(FILES, 'travel_team.json'), 'Two days in Porto.');
    const lines = linesOf(ended.out);
    expect(lines.map(({ type, source }) => source ?? type)).toEqual([
      ...['user', 'planner_agent', 'local_agent', 'language_agent', 'travel_summary_agent', 'TaskResult'],
    ]);
    expect([ended.status, lines.at(-1)]).toEqual([0, END]);
    expect(ended.err).toContain('$.config.participants[0]: This assistant has version 1');
    return ended;
  });
  const id = await newestRun();

  await test.step('a tool in Python runs in the sandbox, which is fetched where it is not here yet', async () => {
    models.reply([
      { text: '', toolCalls: [{ name: 'calculator', arguments: '{"a":6,"b":7,"operator":"*"}' }] },
      { text: 'It is 42. TERMINATE' },
    ]);
    const { status, out } = await run(join(FILES, 'team.json'), 'What is 6 times 7?');
    const lines = linesOf(out);
    expect(lines.map(({ type }) => type)).toEqual([
      ...['TextMessage', 'ToolCallRequestEvent', 'ToolCallExecutionEvent', 'ToolCallSummaryMessage'],
      ...['TextMessage', 'TaskResult'],
    ]);
    expect(lines[2]?.content).toMatchObject([{ is_error: false, content: '42.0' }]);
    expect([status, lines.at(-1)]).toEqual([0, END]);
  });

  await test.step('words come in pieces where a file asks for that, and are shown again as they came', async () => {
    models.reply([{ text: 'It comes in pieces, and in the end it is whole. TERMINATE' }]);
    const file = info.outputPath(pair.name);
    await writeFile(file, pair.text);
    const { status, out } = await run(file, 'Say something.');
    const pieces = linesOf(out).filter(({ type }) => type === 'ModelClientStreamingChunkEvent');
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.map(({ content }) => content).join('')).toBe(linesOf(out).at(-2)?.content);
    expect(status).toBe(0);
    expect((await troupe('runs', 'show', await newestRun(), ...data)).out).toBe(out);
  });

  await test.step('the first run is shown and replayed without a network, until its log is gone', async () => {
    await models.stop();
    expect((await troupe('runs', 'show', id, ...data)).out).toBe(travel.out);
    expect(await troupe('run', '--replay', id, '--jsonl', ...data)).toEqual({ status: 0, out: travel.out, err: '' });
    const database = new Database(join(info.outputPath('data'), 'troupe.db'));
    database.prepare('DELETE FROM events WHERE run = (SELECT key FROM runs WHERE id = ?)').run(id);
    database.close();
    const { status, err } = await troupe('run', '--replay', id, '--jsonl', ...data);
    expect(status).toBe(1);
    expect(err).toContain('The log of this run is empty.');
  });
});
