import * as z from 'zod';
import { assertNever } from '../../shared/assert-never.ts';
import type { CreateResult } from '../../shared/chat/llm-message.ts';
import { anthropicChatCompletionClient } from '../../shared/component/anthropic-models.ts';
import {
  ollamaChatCompletionClient,
  replayChatCompletionClient,
  scriptedChatCompletionClient,
} from '../../shared/component/local-models.ts';
import { openAIChatCompletionClient } from '../../shared/component/openai-models.ts';
import { AppError } from '../../shared/failure.ts';
import type { JsonObject } from '../../shared/json.ts';
import { AnthropicModelClient } from './anthropic-client.ts';
import type { KeyPorts } from './key-ring.ts';
import type { ModelClient, ModelInfo } from './model-client.ts';
import { modelInfo } from './model-info.ts';
import type { ModelOverride } from './model-override.ts';
import { OllamaModelClient } from './ollama-client.ts';
import { OpenAiModelClient } from './openai-client.ts';
import { ReplayModelClient } from './replay-client.ts';

/** A component that makes no model client: its provider is not built yet, or its config is not as the schema says. */
export class ModelConfigError extends AppError {
  readonly code = 'model-config';
}

export interface ModelComponent {
  readonly provider: string;
  readonly config: JsonObject;
}

export interface ModelClientQuestion {
  readonly component: ModelComponent;
  readonly keys: KeyPorts;
  /** Every model client of a run becomes this one. */
  readonly override?: ModelOverride | undefined;
}

/**
 * Makes the live client of a model component. Building costs nothing: SDKs are loaded and keys are looked up by the
 * first call.
 * @throws ModelConfigError for what the compiler refuses beforehand.
 */
export function createModelClient({ component, keys, override }: ModelClientQuestion): ModelClient {
  return override === undefined ? fromComponent(component, keys) : fromOverride(override, keys);
}

function fromOverride({ provider, model, baseUrl }: ModelOverride, keys: KeyPorts): ModelClient {
  const confirmed = baseUrl === undefined ? [] : [{ owner: provider, baseUrl }];
  const ports = { ...keys, confirmed: [...keys.confirmed, ...confirmed] };
  switch (provider) {
    case 'openai':
      return new OpenAiModelClient({ model, base_url: baseUrl }, ports);
    case 'anthropic':
      return new AnthropicModelClient({ model, base_url: baseUrl, max_tokens: 4096, temperature: 1 }, ports);
    case 'ollama':
      return new OllamaModelClient({ model, host: baseUrl, follow_redirects: false }, ports);
    default:
      return assertNever(provider);
  }
}

function fromComponent({ provider, config }: ModelComponent, keys: KeyPorts): ModelClient {
  switch (provider) {
    case openAIChatCompletionClient.provider:
      return new OpenAiModelClient(parse(openAIChatCompletionClient.config, { provider, config }), keys);
    case anthropicChatCompletionClient.provider:
      return new AnthropicModelClient(parse(anthropicChatCompletionClient.config, { provider, config }), keys);
    case ollamaChatCompletionClient.provider:
      return new OllamaModelClient(parse(ollamaChatCompletionClient.config, { provider, config }), keys);
    case replayChatCompletionClient.provider: {
      const { chat_completions, model_info } = parse(replayChatCompletionClient.config, { provider, config });
      const info = modelInfo('', model_info ?? NO_ABILITIES);
      return new ReplayModelClient({ ...AS_AUTOGEN, replies: chat_completions, info });
    }
    case scriptedChatCompletionClient.provider: {
      const { replies, words_per_second, loop } = parse(scriptedChatCompletionClient.config, { provider, config });
      return scripted(replies, { wordsPerSecond: words_per_second ?? 0, isLoop: loop ?? false });
    }
    default:
      throw new ModelConfigError(`Troupe has no model client for "${provider}" yet.`);
  }
}

/** AutoGen's own defaults for a replayed model. */
const NO_ABILITIES: ModelInfo = {
  vision: false,
  function_calling: false,
  json_output: false,
  family: 'unknown',
  structured_output: false,
};
const AS_AUTOGEN = { label: 'replay', wordsPerSecond: 0, isLoop: false, pieces: 'words' } as const;

function scripted(
  replies: readonly (string | CreateResult)[],
  pace: { wordsPerSecond: number; isLoop: boolean },
): ModelClient {
  return new ReplayModelClient({ label: 'scripted', replies, info: modelInfo('', null), pieces: 'verbatim', ...pace });
}

function parse<T extends z.ZodType>(schema: T, { provider, config }: ModelComponent): z.output<T> {
  const parsed = schema.safeParse(config);
  if (parsed.success) return parsed.data;
  throw new ModelConfigError(`The config of "${provider}" is not valid: ${z.prettifyError(parsed.error)}`);
}
