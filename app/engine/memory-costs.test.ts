import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Answer, respond, startFakeProvider } from '../../main/models/fake-provider.ts';
import { estimateRun } from '../../main/rpc/estimate-run.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { composeEngine, type ComposedEngine } from './compose-engine.ts';
import { secretsOfThisProcess } from './process-secrets.ts';

const SPACE = { name: 'memory', document: null };

let folder: string;
let composed: ComposedEngine;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'troupe-memory-costs-'))));
afterEach(async () => {
  await composed.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** One vector, at the price of a million tokens. */
const embedding: Answer = respond(
  200,
  'application/json',
  JSON.stringify({ data: [{ index: 0, embedding: [1, 0] }], usage: { prompt_tokens: 1_000_000 } }),
);

const agent: ComponentModel = {
  provider: 'autogen_agentchat.agents.AssistantAgent',
  component_type: 'agent',
  config: {
    name: 'writer',
    description: 'Writes.',
    model_client: {
      provider: 'autogen_ext.models.replay.ReplayChatCompletionClient',
      component_type: 'replay_chat_completion_client',
      config: { chat_completions: ['All night.'] },
    },
    memory: [{ provider: 'troupe.memory.VectorMemory', component_type: 'memory', config: {} }],
  },
};

const request = {
  plan: agent,
  title: 't',
  document: null,
  task: 'tram?',
  overrides: {},
  debug: false,
  breakpoints: [],
};

it('reckons with embeddings before a run, and counts what they cost to the run that asks', async () => {
  await using server = await startFakeProvider(embedding);
  vi.stubEnv('OPENAI_BASE_URL', server.url);
  vi.stubEnv('OPENAI_API_KEY', 'test');
  composed = composeEngine({ host: 'serve', dataFolder: folder, notices: [], secrets: secretsOfThisProcess() });
  const { memories, runs } = composed.engine;
  memories.store.add(SPACE, { content: { content: 'The tram.', mime_type: 'text/plain' }, source: '' });
  expect(estimateRun(composed.engine, { plan: agent, task: 'tram?' })).toMatchObject({ embeddings: 1, unpriced: [] });
  expect(server.seen).toEqual([]);
  const run = runs.start(request);
  expect(await runs.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
  expect(server.seen.map(({ body }) => (JSON.parse(body) as { input: string[] }).input)).toEqual([
    ['The tram.'],
    ['tram?'],
  ]);
  expect(runs.get(run).costUsd).toBeCloseTo(0.04); // two million tokens of text-embedding-3-small
  expect(runs.get(run).unpricedCalls).toBe(0);
});
