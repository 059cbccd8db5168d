import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { chatCompletions } from '../../main/models/contract/chat-completions-dialect.ts';
import { refuse, respond, startFakeProvider } from '../../main/models/fake-provider.ts';
import { RunId } from '../../shared/ids.ts';
import { roundRobin, scripted } from '../cli/team-files.fixture.ts';
import { projectRoot } from '../project-root.ts';
import { composeEngine, type ComposedEngine } from './compose-engine.ts';
import { secretsOfThisProcess } from './process-secrets.ts';
import { startTeam } from './start-team.fixture.ts';
import { TraceReceiver } from './trace-receiver.fixture.ts';

let folder: string;
let receiver: TraceReceiver;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'troupe-traces-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  receiver.stop();
  rmSync(folder, { recursive: true });
});

async function receive(answer: '200' | 'hangs' | 'busy'): Promise<void> {
  receiver = new TraceReceiver(answer);
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${await receiver.port}`);
}

function compose(): ComposedEngine {
  return composeEngine({ host: 'serve', dataFolder: folder, notices: [], secrets: secretsOfThisProcess() });
}

it('tell retries within the span of the call, and all that is known of the answer', async () => {
  await receive('200');
  const { before, end } = chatCompletions.frames({
    text: ['Hello.'],
    usage: { prompt: 20, completion: 9, cached: 16, reasoning: 5 },
  });
  await using server = await startFakeProvider(
    refuse(429, 'Slow down.', { 'retry-after-ms': '1' }),
    respond(200, chatCompletions.contentType, [...before, ...end].join('')),
  );
  const agent = scripted('ada', []) as { config: object };
  const model_client = {
    provider: 'autogen_ext.models.openai.OpenAIChatCompletionClient',
    component_type: 'model',
    version: 1,
    component_version: 1,
    config: { model: 'gpt-4o', base_url: `${server.url}/v1`, api_key: 'any' },
  };
  Object.assign(agent.config, { model_client });
  const composed = compose();
  const run = startTeam(composed, roundRobin([agent], { max_turns: 1 }));
  await composed.engine.runs.settled(run);
  await composed.close();
  const { attributes, events, status } = await receiver.seen('chat gpt-4o');
  expect(attributes).toEqual({
    'gen_ai.conversation.id': run,
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'gpt-4o',
    'gen_ai.agent.name': 'ada',
    'gen_ai.response.finish_reasons': ['stop'],
    'gen_ai.usage.input_tokens': 20,
    'gen_ai.usage.output_tokens': 9,
    'gen_ai.usage.cache_read.input_tokens': 16,
    'gen_ai.usage.reasoning.output_tokens': 5,
  });
  expect([status, events]).toEqual([
    0,
    [
      {
        name: 'retry',
        attributes: {
          'error.type': 'rate-limited',
          'exception.message': 'openai:gpt-4o answered with status 429: Slow down.',
          'troupe.attempt': 1,
          'troupe.wait_ms': 1,
        },
      },
    ],
  ]);
});

it('of a killed engine go on in the same trace where another takes the run, no span as two', async () => {
  await receive('200');
  const program = join(projectRoot(), 'app/engine/traced-engine.fixture.ts');
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const run = RunId.parse(line);
  await receiver.seen('invoke_agent dan');
  child.kill('SIGKILL');
  await once(child, 'close');
  const early = receiver.spans.length;

  const composed = compose();
  composed.engine.runs.resume(run, { debug: false, breakpoints: [] });
  await vi.waitFor(() => expect(composed.engine.runs.get(run).status).toBe('waiting'));
  const hold = [...composed.engine.runStore.scan(run, 0)].findLast(({ body }) => body.type === 'hold')?.body;
  composed.engine.runs.control(run, { type: 'answer', place: hold?.type === 'hold' ? hold.place : '', text: 'Hi.' });
  await composed.engine.runs.settled(run);
  await composed.close();
  await receiver.seen('invoke_agent Duo');
  expect(early).toBeGreaterThan(0);
  expect(receiver.spans.length).toBeGreaterThan(early);
  const spans = new Map(receiver.spans.map((span) => [span.spanId, span]));
  for (const span of receiver.spans) expect(span).toEqual(spans.get(span.spanId));
  const nameOf = (id: string): string => spans.get(id)?.name ?? '';
  const tree = [...spans.values()].map(({ name, parentSpanId }) => `${nameOf(parentSpanId)} > ${name}`);
  expect(tree.toSorted()).toEqual([
    ' > invoke_agent Duo',
    'invoke_agent Duo > invoke_agent ada',
    'invoke_agent Duo > invoke_agent inner',
    'invoke_agent ada > chat replay',
    'invoke_agent dan > chat replay',
    'invoke_agent inner > invoke_agent bob',
    'invoke_agent inner > invoke_agent dan',
  ]);
  expect(new Set([...spans.values()].map(({ traceId }) => traceId)).size).toBe(1);
});

it('are sent again where the receiver was busy, compressed where a variable says so', async () => {
  await receive('busy');
  vi.stubEnv('OTEL_EXPORTER_OTLP_COMPRESSION', 'gzip');
  const composed = compose();
  const run = startTeam(composed, roundRobin([scripted('ada', ['Hello.'])], { max_turns: 1 }));
  await composed.engine.runs.settled(run);
  await composed.close();
  expect((await receiver.seen('invoke_agent Duo')).asked).toBe('POST /v1/traces application/x-protobuf gzip');
  expect(receiver.spans.map(({ name }) => name)).toHaveLength(3);
  expect(composed.engine.about.notices).toEqual([]);
});

it('delay no run, nor the end of the program for long, where the receiver never answers', async () => {
  await receive('hangs');
  const composed = compose();
  const team = () => roundRobin([scripted('ada', ['Hello.'])], { max_turns: 1 });
  await composed.engine.runs.settled(startTeam(composed, team()));
  // The receiver has the first spans, and is silent.
  await receiver.seen('invoke_agent Duo');
  for (let count = 0; count < 3; count += 1) {
    const outcome = await composed.engine.runs.settled(startTeam(composed, team()));
    expect(outcome).toMatchObject({ type: 'ended', reason: 'finished' });
  }
  await composed.close();
  expect(receiver.spans.filter(({ name }) => name === 'invoke_agent Duo')).toHaveLength(1);
});
