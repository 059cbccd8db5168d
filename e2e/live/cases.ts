import assert from 'node:assert/strict';
import {
  copyFileSync,
  mkdtempSync,
  openSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { composeEngine } from '../../app/engine/compose-engine.ts';
import { composeLocalModels, startLocalModels } from '../../app/engine/local-models.ts';
import { secretsOfThisProcess } from '../../app/engine/process-secrets.ts';
import { planFromFile } from '../../app/cli/plan-from-file.ts';
import { keepSecretIn } from '../../main/rpc/keep-secret.ts';
import { ask, collect } from '../../main/models/collect-chunks.fixture.ts';
import { LlamaCppModelClient } from '../../main/models/llama-cpp-client.ts';
import { DATA } from './obtain.ts';
import { duo, localModel, LONGEST_ANSWER, ollamaModel } from './live-team.ts';
import { troupe } from './troupe.ts';

/** One live test. It throws where something is not as it should be, and says in a line what it saw. */
export interface LiveCase {
  readonly name: string;
  readonly needs: 'local' | 'ollama';
  readonly run: (model: string) => Promise<string>;
}

const Line = z.looseObject({
  type: z.string(),
  source: z.string().optional(),
  content: z.unknown().optional(),
  full_message_id: z.string().optional(),
  id: z.string().optional(),
  models_usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
  stop_reason: z.string().optional(),
});
type Line = z.infer<typeof Line>;

export const cases: readonly LiveCase[] = [
  { name: 'a team of two speaks through the local model', needs: 'local', run: (model) => speaks(localModel(model)) },
  { name: 'the same seed gives the same words', needs: 'local', run: repeats },
  { name: 'an answer is stopped while it is written', needs: 'local', run: stops },
  { name: 'an answer keeps to a JSON Schema', needs: 'local', run: keepsToSchema },
  { name: 'a tool is called', needs: 'local', run: callsTool },
  { name: 'a damaged file and an unknown kind of model are told', needs: 'local', run: tellsBadFiles },
  { name: 'a team of two speaks through Ollama', needs: 'ollama', run: (model) => speaks(ollamaModel(model)) },
];

/** Runs the team in the terminal, as a user does, and looks at every line of the stream. */
async function speaks(model: object): Promise<string> {
  const lines = await runTeam(model);
  const said = lines.filter(({ type, source }) => type === 'TextMessage' && source !== 'user');
  assert.deepEqual(
    said.map(({ source }) => source),
    ['writer', 'critic', 'writer', 'critic'],
  );
  assert.deepEqual(lines.at(-1), { type: 'TaskResult', stop_reason: 'Maximum number of turns 4 reached.' });
  let pieces = 0;
  for (const { id, content, models_usage: usage } of said) {
    const streamed = lines.filter(({ full_message_id }) => full_message_id === id);
    assert.equal(streamed.map((line) => line.content).join(''), content, 'the pieces are the message');
    assert.ok(streamed.length > 1, 'the answer came in pieces');
    pieces += streamed.length;
    assert.ok(usage && usage.prompt_tokens > 10, 'the question was counted');
    assert.ok(usage.completion_tokens > 1 && usage.completion_tokens <= LONGEST_ANSWER + 1, 'the answer was counted');
  }
  const asked = said.map(({ models_usage }) => models_usage?.prompt_tokens ?? 0);
  assert.deepEqual(
    asked.toSorted((a, b) => a - b),
    asked,
    'each turn reads more than the one before',
  );
  return `${pieces} pieces; read ${asked.join(', ')} tokens`;
}

async function repeats(model: string): Promise<string> {
  const texts = async (): Promise<unknown[]> =>
    (await runTeam(localModel(model))).filter(({ type }) => type === 'TextMessage').map(({ content }) => content);
  const first = await texts();
  assert.deepEqual(await texts(), first);
  return `${first.length} messages`;
}

/** Stops a run by the run service in the middle of its first answer. */
async function stops(model: string): Promise<string> {
  return inFolder(async (folder) => {
    const file = join(folder, 'team.json');
    writeFileSync(file, JSON.stringify(duo(localModel(model, { max_tokens: 400 }))));
    const secrets = secretsOfThisProcess();
    const composed = composeEngine({ host: 'serve', dataFolder: DATA, notices: [], secrets });
    const { runs } = composed.engine;
    try {
      const { plan, title } = planFromFile(file, keepSecretIn(secrets));
      const own = { task: 'Tell a long story.', overrides: {}, debug: false, breakpoints: [] };
      const run = runs.start({ plan, title, document: null, ...own });
      let deltas = 0;
      for await (const signal of runs.watch(run, 0, new AbortController().signal)) {
        if (signal.type === 'delta' && (deltas += 1) === 3) runs.control(run, { type: 'stop' });
        if (signal.type !== 'event' || signal.event.body.type !== 'run-end') continue;
        assert.equal(signal.event.body.reason, 'stopped');
        break;
      }
      assert.ok(deltas >= 3 && deltas < 20, `${deltas} pieces came of an answer that was stopped at the third`);
      return `${deltas} pieces of 400`;
    } finally {
      await composed.close();
    }
  });
}

async function keepsToSchema(model: string): Promise<string> {
  const schema = {
    type: 'object',
    properties: {
      verdict: { enum: ['good', 'bad'] },
      reason: { anyOf: [{ type: 'string', maxLength: 30 }, { type: 'null' }] },
    },
    required: ['verdict'],
  };
  const { text } = await answer(model, { jsonOutput: { name: 'Verdict', schema } });
  const shape = z.strictObject({ verdict: z.enum(['good', 'bad']), reason: z.string().max(30).nullable() });
  return JSON.stringify(shape.parse(JSON.parse(text)));
}

async function callsTool(model: string): Promise<string> {
  const parameters = {
    type: 'object',
    properties: { a: { type: 'integer' }, b: { type: 'integer' } },
    required: ['a', 'b'],
  };
  const tools = [{ name: 'add', description: 'Adds two numbers.', parameters, strict: false }];
  const { calls } = await answer(model, { tools, toolChoice: 'required' });
  assert.deepEqual(
    calls.map(({ name }) => name),
    ['add'],
  );
  const args = z
    .strictObject({ a: z.number().int(), b: z.number().int() })
    .parse(JSON.parse(calls[0]?.arguments ?? ''));
  return `add(${args.a}, ${args.b})`;
}

async function tellsBadFiles(model: string): Promise<string> {
  return inFolder(async (folder) => {
    const [cut, odd] = [join(folder, 'cut.gguf'), join(folder, 'odd.gguf')];
    for (const file of [cut, odd]) copyFileSync(model, file);
    truncateSync(cut, 100_000_000);
    renameArchitecture(odd);
    const said: string[] = [];
    for (const [file, expected] of [
      [cut, 'corrupted or incomplete'],
      [odd, 'unknown model architecture'],
    ] as const) {
      const { status, out } = await run(folder, localModel(file));
      const last = out.trim().split('\n').at(-1) ?? '';
      assert.equal(status, 1);
      assert.ok(last.includes(expected), last);
      said.push(expected);
    }
    return said.join('; ');
  });
}

/** Writes another name over the architecture in the head of a GGUF file: the value of its first key. */
function renameArchitecture(file: string): void {
  const key = Buffer.from('general.architecture');
  // Magic, version, two counts (4 + 4 + 8 + 8 bytes), length of the key, the key, type and length of the value.
  const place = 24 + 8 + key.length + 4 + 8;
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.from('oddone'), 0, 6, place);
  closeSync(handle);
}

async function answer(model: string, changes: Parameters<typeof ask>[1]) {
  const composed = composeEngine({ host: 'serve', dataFolder: DATA, notices: [], secrets: secretsOfThisProcess() });
  const { packs, modelFolder } = composed.engine;
  const local = composeLocalModels({ packs, folder: modelFolder, startWorker: startLocalModels });
  try {
    const client = new LlamaCppModelClient(
      { model_path: model, n_ctx: 512, temperature: 0, seed: 7, max_tokens: 100 },
      local,
    );
    const { chunks, error } = await collect(client, ask('Add 1 and 2. Is that good?', changes));
    if (error) throw error;
    const end = chunks.at(-1);
    assert.ok(end?.type === 'end');
    const { content } = end.result;
    return typeof content === 'string' ? { text: content, calls: [] } : { text: '', calls: content };
  } finally {
    local.close();
    await composed.close();
  }
}

async function runTeam(model: object): Promise<Line[]> {
  return inFolder(async (folder) => {
    const { status, out, err } = await run(folder, model);
    assert.equal(status, 0, `${err}\n${out.slice(-500)}`);
    return out
      .trim()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)));
  });
}

function run(folder: string, model: object): ReturnType<typeof troupe> {
  const file = join(folder, 'team.json');
  writeFileSync(file, JSON.stringify(duo(model)));
  return troupe('run', file, '--task', 'Write about the sea.', '--jsonl', '--data', DATA);
}

async function inFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'troupe-live-'));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
