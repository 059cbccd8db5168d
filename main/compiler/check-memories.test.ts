import { expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { checkComponent } from './check-component.ts';

const CHROMA = 'autogen_ext.memory.chromadb.ChromaDBVectorMemory';

/** Errors of one memory, by path. */
function problems(provider: string, config: JsonObject): [string, string][] {
  const found = checkComponent({ provider, component_type: 'memory', config });
  return found.filter(({ severity }) => severity === 'error').map(({ path, message }) => [path, message]);
}

it('refuses a Chroma in a folder, and says how to reach it instead', () => {
  const [found] = problems(CHROMA, { client_type: 'persistent', persistence_path: './chroma_db' });
  expect(found?.[0]).toBe('$.config.client_type');
  expect(found?.[1]).toContain('chroma run --path FOLDER');
});

it('knows the embedding models of Chroma that can be asked from here', () => {
  const at = (embedding_function_config: JsonObject | null) =>
    problems(CHROMA, { client_type: 'http', embedding_function_config });
  expect(
    [
      null,
      { function_type: 'default' },
      { function_type: 'sentence_transformer', model_name: 'all-MiniLM-L6-v2' },
      { function_type: 'openai', model_name: 'text-embedding-3-small' },
    ].flatMap(at),
  ).toEqual([]);
  const others = [{ function_type: 'custom' }, { function_type: 'sentence_transformer', model_name: 'other' }].flatMap(
    at,
  );
  expect(others.map(([path]) => path)).toEqual(Array(2).fill('$.config.embedding_function_config'));
});

it('says how an embedding model is named', () => {
  for (const kind of ['Vector', 'Qdrant', 'Pinecone']) {
    const of = (embedding: string) => problems(`troupe.memory.${kind}Memory`, { host: 'http://x', embedding });
    expect(of('ollama:nomic-embed-text')).toEqual([]);
    expect(of('nomic')).toEqual([['$.config.embedding', expect.stringContaining('"nomic" names no embedding model.')]]);
  }
});

it('warns where an agent has a tool of its own with the name of the one that remembers', () => {
  const memory = { provider: 'troupe.memory.TextMemory', component_type: 'memory', config: { can_write: true } };
  const tool = { provider: 'troupe.tools.Calculator', component_type: 'tool', config: {} };
  const named = { ...tool, provider: 'autogen_core.tools.FunctionTool', config: { name: 'remember', source_code: '' } };
  const warnings = (tools: object[]) => {
    const config = { name: 'a', tools, memory: [memory] } as unknown as JsonObject;
    const found = checkComponent({
      provider: 'autogen_agentchat.agents.AssistantAgent',
      component_type: 'agent',
      config,
    });
    return found.filter(({ rule }) => rule === 'duplicate-tool').map(({ severity, message }) => [severity, message]);
  };
  expect(warnings([tool])).toEqual([]);
  expect(warnings([named])).toEqual([
    ['warning', '"a" has two tools called "remember", and its model could not tell them apart.'],
  ]);
});
