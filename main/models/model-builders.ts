import { anthropicModels } from './anthropic-client.ts';
import { cachedModels } from './cached-client.ts';
import { fallbackModels } from './fallback-client.ts';
import { llamaCppModels } from './llama-cpp-client.ts';
import type { ModelBuilder } from './model-builder.ts';
import { geminiModels } from './gemini-client.ts';
import { ollamaModels } from './ollama-client.ts';
import { azureModels, openAiModels } from './openai-client.ts';
import { openAiResponsesModels } from './openai-responses-client.ts';
import { replayedModels, scriptedModels } from './replay-client.ts';

/** Every component that a model client is made of. A new one is a builder in its own file and a line here. */
export const modelBuilders: readonly ModelBuilder[] = [
  openAiModels,
  azureModels,
  openAiResponsesModels,
  anthropicModels,
  geminiModels,
  ollamaModels,
  llamaCppModels,
  replayedModels,
  scriptedModels,
  cachedModels,
  fallbackModels,
];
