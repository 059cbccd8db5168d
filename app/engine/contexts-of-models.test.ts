import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { composeEngine, type ComposedEngine } from './compose-engine.ts';
import { secretsOfThisProcess } from './process-secrets.ts';

let folder: string;
let composed: ComposedEngine;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'troupe-contexts-'));
  composed = composeEngine({ host: 'serve', dataFolder: folder, notices: [], secrets: secretsOfThisProcess() });
});
afterEach(async () => {
  await composed.close();
  rmSync(folder, { recursive: true });
});

/** What a run pins of the contexts of its only model, at an address where nobody listens. */
function pinned(provider: string, config: JsonObject): unknown {
  const { runs, runStore } = composed.engine;
  const model = { provider, component_type: 'model', config: { ...config, max_retries: 0 } };
  const plan = {
    provider: 'autogen_agentchat.agents.AssistantAgent',
    component_type: 'agent',
    config: { name: 'writer', description: 'Writes.', model_client: model },
  };
  const request = { title: 't', document: null, task: 'go', overrides: {}, debug: false, breakpoints: [] };
  const [start] = runStore.read({ run: runs.start({ ...request, plan }), after: 0, limit: 1 });
  return start?.body.type === 'run-start' ? start.body.prices?.contexts : null;
}

it('pins how much the models of a run can read: as their components say it, else as the table does', () => {
  const ollama = 'autogen_ext.models.ollama.OllamaChatCompletionClient';
  const openai = 'autogen_ext.models.openai.OpenAIChatCompletionClient';
  expect([
    pinned(ollama, { model: 'llama3.2', host: 'http://127.0.0.1:9', options: { num_ctx: 4096 } }),
    pinned(ollama, { model: 'llama3.2', host: 'http://127.0.0.1:9' }),
    pinned(openai, { model: 'gpt-4o', base_url: 'http://127.0.0.1:9' }),
  ]).toEqual([{ 'ollama:llama3.2': 4096 }, undefined, { 'openai:gpt-4o': 128_000 }]);
});
