import * as z from 'zod';
import type { EmbedderConfig } from '../../core/embedder.ts';

const Config = z.discriminatedUnion('function_type', [
  z.looseObject({ function_type: z.literal('default') }),
  z.looseObject({
    function_type: z.literal('sentence_transformer'),
    model_name: z.string().default('all-MiniLM-L6-v2'),
  }),
  z.looseObject({
    function_type: z.literal('openai'),
    api_key: z.string().nullish(),
    model_name: z.string().default('text-embedding-ada-002'),
  }),
]);

/** The usual model of Chroma, which Ollama has under this name. */
const MINI_LM = { embedding: 'ollama:all-minilm' };

/** Which model made the vectors of a collection of AutoGen's; null where it cannot be asked from here. */
export function chromaEmbedding(config: unknown): EmbedderConfig | null {
  const parsed = Config.safeParse(config ?? { function_type: 'default' });
  if (!parsed.success) return null;
  switch (parsed.data.function_type) {
    case 'default':
      return MINI_LM;
    case 'sentence_transformer':
      return parsed.data.model_name.replace(/^sentence-transformers\//, '') === 'all-MiniLM-L6-v2' ? MINI_LM : null;
    case 'openai':
      return { embedding: `openai:${parsed.data.model_name}`, api_key: parsed.data.api_key };
  }
}
