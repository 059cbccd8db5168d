/**
 * `troupe/models`: models by their provider, scripted ones, and the contract for one of your own.
 *
 * Keys of the environment go to their provider's own hosts only; an `api_key` goes to the `base_url` beside it.
 */
import { anthropicChatCompletionClient as anthropicModel } from '../../shared/component/anthropic-models.ts';
import { fallbackChatCompletionClient as fallback } from '../../shared/component/fallback-model.ts';
import { geminiChatCompletionClient as geminiModel } from '../../shared/component/gemini-models.ts';
import { llamaCppChatCompletionClient as llamaCppModel } from '../../shared/component/llama-cpp-models.ts';
import * as local from '../../shared/component/local-models.ts';
import * as openAI from '../../shared/component/openai-models.ts';
import { openAIResponsesClient as responses } from '../../shared/component/openai-responses-models.ts';
import type { ModelClient } from '../../main/models/model-client.ts';
import { component, type ComponentOf, maker, type Settings } from './component.ts';

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
export const openAIChatCompletionClient = maker(openAI.openAIChatCompletionClient);
/** A model of OpenAI by its Responses, which AutoGen has no client for. */
export const openAIResponsesClient = maker(responses);
/** A model of OpenAI in Azure. */
export const azureOpenAIChatCompletionClient = maker(openAI.azureOpenAIChatCompletionClient);
/** A model of Anthropic. */
export const anthropicChatCompletionClient = maker(anthropicModel);
/** A model of Google by its own interface. */
export const geminiChatCompletionClient = maker(geminiModel);
/** A model that Ollama runs. */
export const ollamaChatCompletionClient = maker(local.ollamaChatCompletionClient);
/**
 * A model in a GGUF file, run by a process of this program's own: by the pack of local models that was installed in the settings
 * or by `troupe packs install node-llama-cpp`. `model_path` is a path, or the name of a file that Troupe downloaded.
 */
export const llamaCppChatCompletionClient = maker(llamaCppModel);
/** A model that answers with prepared answers, as AutoGen's does: it calls nobody and counts words. */
export const replayChatCompletionClient = maker(local.replayChatCompletionClient);

/** Models in order: the next is asked where one fails. */
export function fallbackChatCompletionClient(
  settings: Settings<typeof fallback> & { readonly model_clients: readonly Model[] },
): ComponentOf<'model'> {
  return component(fallback, settings);
}
