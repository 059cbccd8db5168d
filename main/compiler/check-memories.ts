import { embeddingNameProblem, parseEmbeddingName } from '../../shared/component/embedding-name.ts';
import { chromaMemory } from '../../shared/component/memories.ts';
import { serverMemoryDefinitions } from '../../shared/component/server-memories.ts';
import { vectorMemory } from '../../shared/component/troupe-memories.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { chromaEmbedding } from '../memory/servers/chroma-embedding.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';

const HAVE_EMBEDDING: ReadonlySet<string> = new Set(
  [vectorMemory, ...serverMemoryDefinitions].map(({ provider }) => provider),
);

/** What of a memory Troupe cannot do, beyond the shape of its config. */
export function checkMemories(tree: ComponentTree): Issue[] {
  const provider = tree.definition?.provider ?? '';
  const { config } = tree.component;
  const embedding = config['embedding'] ?? 'offline';
  if (HAVE_EMBEDDING.has(provider) && typeof embedding === 'string' && parseEmbeddingName(embedding) === undefined) {
    const message = embeddingNameProblem(embedding);
    return [issueAt(tree, { rule: 'wrong-value', path: ['config', 'embedding'], message })];
  }
  if (provider !== chromaMemory.provider) return [];
  if (config['client_type'] === 'persistent') {
    const message =
      'Troupe reaches Chroma through its server, not in a folder. Start one with "chroma run --path FOLDER", and choose "http".';
    return [issueAt(tree, { rule: 'not-runnable', path: ['config', 'client_type'], message })];
  }
  if (chromaEmbedding(config['embedding_function_config']) !== null) return [];
  const message =
    'The embedding model of this collection cannot be asked from here. Known are all-MiniLM-L6-v2 (by Ollama) and those of OpenAI.';
  return [issueAt(tree, { rule: 'not-runnable', path: ['config', 'embedding_function_config'], message })];
}
