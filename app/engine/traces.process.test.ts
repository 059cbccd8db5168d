import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { person, roundRobin, scripted } from '../cli/team-files.fixture.ts';
import { composeEngine, type ComposedEngine } from './compose-engine.ts';
import { secretsOfThisProcess } from './process-secrets.ts';
import { startTeam } from './start-team.fixture.ts';
import { TraceReceiver } from './trace-receiver.fixture.ts';

let folder: string;
let receiver: TraceReceiver;
const open: ComposedEngine[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'troupe-traces-'));
  receiver = new TraceReceiver();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const composed of open.splice(0)) await composed.close();
  receiver.stop();
  rmSync(folder, { recursive: true });
});

function compose(): ComposedEngine {
  const composed = composeEngine({ host: 'serve', dataFolder: folder, notices: [], secrets: secretsOfThisProcess() });
  open.push(composed);
  return composed;
}

async function close(composed: ComposedEngine): Promise<void> {
  open.splice(open.indexOf(composed), 1);
  await composed.close();
}

const outcome = (tool: string) => ({
  finish_reason: 'function_calls',
  content: [{ id: 'call-1', name: tool, arguments: '{"expression":"6*7"}' }],
  usage: { prompt_tokens: 3, completion_tokens: 4 },
  cached: false,
});

/** A worker with a calculator, alone in an inner team. */
function nestedTeam(): object {
  const worker = scripted('worker', [outcome('calculator') as unknown as string]) as { config: object };
  const info = {
    vision: false,
    function_calling: true,
    json_output: false,
    family: 'unknown',
    structured_output: false,
  };
  const model = (worker.config as { model_client: { config: object } }).model_client;
  Object.assign(model.config, { model_info: info });
  const tools = [
    { provider: 'troupe.tools.Calculator', component_type: 'tool', version: 1, component_version: 1, config: {} },
  ];
  Object.assign(worker.config, { tools });
  const inner = roundRobin([worker], { max_turns: 1, name: 'inner', description: 'The inner team.' });
  return roundRobin([scripted('boss', ['Work, please.']), inner], { max_turns: 2 });
}

describe.each(['http/protobuf', 'http/json'] as const)('traces over %s', (protocol) => {
  it('tell teams, agents, calls and tools, each below the one that asked', async () => {
    const composed = compose();
    const endpoint = `http://127.0.0.1:${await receiver.port}`;
    composed.engine.settings.update({ traces: { isOn: true, endpoint, protocol } });
    const run = startTeam(composed, nestedTeam());
    await composed.engine.runs.settled(run);
    await close(composed);
    const root = await receiver.seen('invoke_agent Duo');
    const nameOf = (id: string): string => receiver.spans.find(({ spanId }) => spanId === id)?.name ?? '';
    expect(receiver.spans.map(({ name, parentSpanId }) => `${nameOf(parentSpanId)} > ${name}`).toSorted()).toEqual([
      ' > invoke_agent Duo',
      'invoke_agent Duo > invoke_agent boss',
      'invoke_agent Duo > invoke_agent inner',
      'invoke_agent boss > chat replay',
      'invoke_agent inner > invoke_agent worker',
      'invoke_agent worker > chat replay',
      'invoke_agent worker > execute_tool calculator',
    ]);
    expect(new Set(receiver.spans.map(({ traceId }) => traceId)).size).toBe(1);
    const type = protocol === 'http/json' ? 'application/json' : 'application/x-protobuf';
    expect([root.asked, root.service, root.status]).toEqual([`POST /v1/traces ${type}`, 'troupe', 0]);
    expect(root.attributes).toMatchObject({ 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.conversation.id': run });
    const tool = await receiver.seen('execute_tool calculator');
    expect(tool.attributes).toEqual({
      'gen_ai.conversation.id': run,
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'calculator',
      'gen_ai.tool.type': 'function',
      'gen_ai.tool.call.id': 'call-1',
    });
    expect(JSON.stringify(receiver.spans)).not.toMatch(/6\*7|Work, please/);
  });
});

it('are told by the standard variables, with content where that is asked for, and say what failed', async () => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${await receiver.port}/`);
  vi.stubEnv('OTEL_EXPORTER_OTLP_PROTOCOL', 'http/json');
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'X-Token=a%20b');
  vi.stubEnv('OTEL_SERVICE_NAME', 'mine');
  vi.stubEnv('OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT', 'true');
  const composed = compose();
  await composed.engine.runs.settled(startTeam(composed, roundRobin([scripted('ada', ['Hello.'])], { max_turns: 2 })));
  await close(composed);
  const root = await receiver.seen('invoke_agent Duo');
  expect([root.token, root.service, root.status]).toEqual(['a b', 'mine', 2]);
  const [good, bad] = receiver.spans.filter(({ name }) => name.startsWith('chat'));
  expect(good?.attributes['gen_ai.output.messages']).toContain('Hello.');
  expect([bad?.status, bad?.attributes['error.type']]).toEqual([2, 'exhausted']);
});

it('of a run go on where it is resumed by another engine', async () => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${await receiver.port}`);
  const first = compose();
  const run = startTeam(first, roundRobin([scripted('ada', ['Hello.']), person('bob')], { max_turns: 2 }));
  await vi.waitFor(() => expect(first.engine.runs.get(run).status).toBe('waiting'));
  await close(first);
  const early = await receiver.seen('invoke_agent ada');
  const second = compose();
  second.engine.runs.resume(run, { debug: false, breakpoints: [] });
  await vi.waitFor(() => expect(second.engine.runs.get(run).status).toBe('waiting'));
  const hold = [...second.engine.runStore.scan(run, 0)].findLast(({ body }) => body.type === 'hold')?.body;
  if (hold?.type !== 'hold') throw new Error('Nobody is asked.');
  second.engine.runs.control(run, { type: 'answer', place: hold.place, text: 'Hi.' });
  await second.engine.runs.settled(run);
  await close(second);
  const root = await receiver.seen('invoke_agent Duo');
  const bob = await receiver.seen('invoke_agent bob');
  expect([early.traceId, bob.traceId]).toEqual([root.traceId, root.traceId]);
  expect([early.parentSpanId, bob.parentSpanId]).toEqual([root.spanId, root.spanId]);
});

it.each(['refuses', 'is not there'])('a receiver that %s breaks no run, and is told of once', async (what) => {
  const refusing = new TraceReceiver('500');
  const port = await refusing.port;
  if (what === 'is not there') refusing.stop();
  const written: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const composed = compose();
  composed.engine.settings.update({ traces: { isOn: true, endpoint: `http://127.0.0.1:${port}` } });
  for (let count = 0; count < 2; count += 1) {
    const run = startTeam(composed, roundRobin([scripted('ada', ['Hello.'])], { max_turns: 1 }));
    expect(await composed.engine.runs.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
  }
  await close(composed);
  spy.mockRestore();
  refusing.stop();
  expect(composed.engine.about.notices).toEqual([
    expect.stringMatching(/^Traces are not complete: the receiver at 127/),
  ]);
  expect(written.filter((text) => text.startsWith('Traces are not complete'))).toHaveLength(1);
});
