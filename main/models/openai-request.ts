import type { ChatCompletionCreateParamsStreaming, ChatCompletionTool } from 'openai/resources/chat/completions';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import type { ServerAbilities } from '../../shared/component/server-abilities.ts';
import { shorterLimit } from './answer-limit.ts';
import type { ModelInfo, ModelRequest } from './model-client.ts';
import type { OpenAiConfig } from './openai-endpoint.ts';
import { type OpenAiMessageStyle, toOpenAiMessages } from './openai-messages.ts';
import { isThinkingFamily } from './thinking-families.ts';

/** Create arguments that a component may hold and that are sent as they are. */
const CREATE_ARGUMENTS = [
  'frequency_penalty',
  'logit_bias',
  'parallel_tool_calls',
  'presence_penalty',
  'reasoning_effort',
  'response_format',
  'seed',
  'stop',
  'temperature',
  'top_p',
  'user',
] as const satisfies readonly (keyof OpenAiConfig)[];

interface BodyOptions {
  readonly config: OpenAiConfig;
  readonly abilities: ServerAbilities;
  readonly info: ModelInfo;
  readonly asksUsage: boolean;
}

/** The body of one call of Chat Completions, in words that its server knows. */
export function toOpenAiBody(request: ModelRequest, options: BodyOptions): ChatCompletionCreateParamsStreaming {
  const { config, abilities, asksUsage } = options;
  const { jsonOutput, tools, toolChoice } = request;
  const entries = CREATE_ARGUMENTS.map((name) => [name, config[name]] as const);
  return {
    // The component's schema is as lenient as the servers are, so these are not typed as OpenAI's own.
    ...(Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined)) as object),
    ...lengthLimit(request, options),
    model: config.model,
    messages: toOpenAiMessages(request, styleOf(options)),
    stream: true,
    ...(asksUsage ? { stream_options: { include_usage: true } } : {}),
    ...(tools.length > 0 ? { tools: tools.map((tool) => toTool(tool, abilities)) } : {}),
    ...(tools.length > 0 && toolChoice !== 'auto' ? { tool_choice: toolChoice } : {}),
    ...(jsonOutput === true ? { response_format: { type: 'json_object' } } : {}),
    ...(typeof jsonOutput === 'object' ? { response_format: toFormat(jsonOutput, abilities) } : {}),
  };
}

function lengthLimit(request: ModelRequest, { config, abilities, info }: BodyOptions): object {
  const max_tokens = shorterLimit(config.max_tokens, request);
  if (max_tokens === undefined) return {};
  const isOfThought = abilities.completion_limit && isThinkingFamily(info.family);
  return isOfThought ? { max_completion_tokens: max_tokens } : { max_tokens };
}

function styleOf({ config, abilities, info }: BodyOptions): OpenAiMessageStyle {
  return {
    family: info.family,
    hasNames: config.include_name_in_message ?? abilities.speaker_names,
    hasNamePrefixes: config.add_name_prefixes === true,
    hasManySystemMessages: info.multiple_system_messages === true,
    hasFreeTurns: abilities.free_turns,
    hasThoughts: abilities.thoughts_back,
  };
}

function toTool({ name, description, parameters, strict }: ToolSchema, abilities: ServerAbilities): ChatCompletionTool {
  const isStrict = strict && abilities.strict_schemas;
  return { type: 'function', function: { name, description, parameters, ...(isStrict ? { strict } : {}) } };
}

function toFormat({ name, schema }: Exclude<ModelRequest['jsonOutput'], boolean>, abilities: ServerAbilities) {
  const strict = abilities.strict_schemas ? { strict: true } : {};
  return { type: 'json_schema' as const, json_schema: { name, schema, ...strict } };
}
