/**
 * `troupe/models`: models by their provider, scripted ones, and the contract for one of your own.
 *
 * Keys of the environment go to their provider's own hosts only; an `api_key` goes to the `base_url` beside it.
 */
import { anthropicChatCompletionClient as anthropicModel } from '../../shared/component/anthropic-models.ts';
import * as local from '../../shared/component/local-models.ts';
import { openAIChatCompletionClient as openAIModel } from '../../shared/component/openai-models.ts';
import type { ModelClient } from '../../main/models/model-client.ts';
import { type ComponentOf, maker } from './component.ts';

export { ModelError } from '../../main/models/model-client.ts';
export type {
  ModelChunk,
  ModelClient,
  ModelErrorCode,
  ModelInfo,
  ModelRequest,
} from '../../main/models/model-client.ts';
export type { CreateResult, LLMMessage } from '../../shared/chat/llm-message.ts';

/** A model: described, or a client that the program brings itself. */
export type Model = ComponentOf<'model' | 'chat_completion_cache' | 'replay_chat_completion_client'> | ModelClient;

/** A model of OpenAI, or of a server that speaks like it. */
export const openAIChatCompletionClient = maker(openAIModel);
/** A model of Anthropic. */
export const anthropicChatCompletionClient = maker(anthropicModel);
/** A model that Ollama runs. */
export const ollamaChatCompletionClient = maker(local.ollamaChatCompletionClient);
/** A model that answers with prepared answers, as AutoGen's does: it calls nobody and counts words. */
export const replayChatCompletionClient = maker(local.replayChatCompletionClient);
