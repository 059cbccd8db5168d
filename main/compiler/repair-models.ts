import { geminiChatCompletionClient } from '../../shared/component/gemini-models.ts';
import { scriptedChatCompletionClient } from '../../shared/component/local-models.ts';
import { openAIChatCompletionClient } from '../../shared/component/openai-models.ts';
import { openAIResponsesClient } from '../../shared/component/openai-responses-models.ts';
import type { JsonObject } from '../../shared/json.ts';
import { modelInfo } from '../models/model-info.ts';
import { type Repair, replaceBy, withConfig } from './repair.ts';

/** Beginnings of names that AutoGen's OpenAI client knows by itself. (AutoGen: _model_info of the openai client) */
const KNOWN_TO_AUTOGEN = /^(gpt-|o1|o3|o4-mini|gemini-|claude-|Llama-)/;

/** AutoGen refuses a model that it does not know by name, unless its abilities stand beside it. */
const tellAbilities: Repair = (tree) => {
  const { model, model_info, model_capabilities } = tree.component.config;
  if (typeof model !== 'string' || KNOWN_TO_AUTOGEN.test(model) || model_info || model_capabilities) return undefined;
  const { multiple_system_messages = false, ...info } = modelInfo(model, null);
  return {
    tree: withConfig(tree, { model_info: { ...info, multiple_system_messages } }),
    message: `AutoGen wants to know what "${model}" can do. Written as Troupe takes it to be.`,
  };
};

/** What both interfaces of OpenAI call alike; AutoGen drops keys that are null. */
function common({ model, temperature, top_p, max_output_tokens, ...own }: JsonObject): JsonObject {
  const { api_key, timeout, max_retries, default_headers, model_info } = own;
  const named = { model, temperature, top_p, max_tokens: max_output_tokens };
  const all: JsonObject = { ...named, api_key, timeout, max_retries, default_headers, model_info };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== null));
}

const REASONING_EFFORTS: ReadonlySet<unknown> = new Set(['minimal', 'low', 'medium', 'high']);

/** Mends of model clients, by their provider. */
export const MODEL_REPAIRS: readonly (readonly [string, readonly Repair[]])[] = [
  [openAIChatCompletionClient.provider, [tellAbilities]],
  [
    openAIResponsesClient.provider,
    [
      replaceBy(
        openAIChatCompletionClient.provider,
        'Written as a client of Chat Completions: AutoGen has none for Responses. Thoughts are lost between calls there.',
        ({ reasoning_effort, parallel_tool_calls, base_url, organization, ...own }) => ({
          ...common(own),
          ...(REASONING_EFFORTS.has(reasoning_effort) && { reasoning_effort }),
          ...(typeof parallel_tool_calls === 'boolean' && { parallel_tool_calls }),
          ...(base_url && { base_url }),
          ...(organization && { organization }),
        }),
      ),
      tellAbilities,
    ],
  ],
  [
    geminiChatCompletionClient.provider,
    [
      replaceBy(
        openAIChatCompletionClient.provider,
        'Written as an OpenAI client, which asks Google by the name of the model: AutoGen has none for Gemini.',
        ({ stop_sequences, seed, base_url: _ofItsOwn, ...own }) => ({
          ...common(own),
          ...(stop_sequences && { stop: stop_sequences }),
          ...(typeof seed === 'number' && { seed }),
        }),
      ),
      tellAbilities,
    ],
  ],
  [
    scriptedChatCompletionClient.provider,
    [
      replaceBy(
        'autogen_ext.models.replay.ReplayChatCompletionClient',
        'The script is written as replayed answers: AutoGen plays them once, at once, to the end.',
        ({ replies }) => ({
          chat_completions: replies,
          model_info: {
            vision: false,
            function_calling: true,
            json_output: false,
            family: 'unknown',
            structured_output: false,
            multiple_system_messages: true,
          },
        }),
      ),
    ],
  ],
];
