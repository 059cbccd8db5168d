import type {
  MessageCreateParamsStreaming,
  MessageParam,
  TextBlockParam,
  ToolUnion,
} from '@anthropic-ai/sdk/resources/messages';
import { shorterLimit } from './answer-limit.ts';
import type { AnthropicConfig } from './anthropic-config.ts';
import { mayThink, toAnthropicMessages, toAnthropicSystem, toAnthropicTools } from './anthropic-messages.ts';
import type { ModelRequest } from './model-client.ts';

interface BodyOptions {
  readonly config: AnthropicConfig;
  /** Label of the client, by which it knows its own signed thoughts. */
  readonly label: string;
}

const JSON_INSTRUCTION = 'Answer with one JSON object and nothing else.';

/** The body of one call of the Messages API. */
export function toAnthropicBody(request: ModelRequest, options: BodyOptions): MessageCreateParamsStreaming {
  const { messages, tools, toolChoice, jsonOutput } = request;
  const { config, label } = options;
  const { model, max_tokens, temperature, top_p, top_k, stop_sequences, metadata, thinking } = config;
  const thinks = thinking && mayThink(messages, label);
  const turns = toAnthropicMessages(messages, thinks && thinking.type !== 'disabled' ? label : undefined);
  const declared = toAnthropicTools(tools, messages);
  const body = {
    model,
    max_tokens: shorterLimit(max_tokens ?? 4096, request),
    messages: config.prompt_caching && goesOn(messages) ? withMark(turns) : turns,
    stream: true,
    ...beforeMessages({ system: systemText(request), tools: declared, isCached: config.prompt_caching }),
    // 1 is Anthropic's own default, which AutoGen always writes down and newer models refuse to hear.
    temperature: temperature === 1 ? undefined : temperature,
    top_p,
    top_k,
    stop_sequences,
    metadata,
    thinking: thinks ? thinking : undefined,
    tool_choice: declared.length > 0 ? toToolChoice(tools.length > 0 ? toolChoice : 'none') : undefined,
    output_config:
      typeof jsonOutput === 'object' ? { format: { type: 'json_schema', schema: jsonOutput.schema } } : undefined,
  };
  const entries = Object.entries(body).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as unknown as MessageCreateParamsStreaming; // null is left out above, as it must
}

function systemText({ system, messages, jsonOutput }: ModelRequest): string | undefined {
  return toAnthropicSystem(jsonOutput === true ? `${system ?? ''}\n${JSON_INSTRUCTION}` : system, messages);
}

/** Up to here a prompt is kept in the provider's cache for five minutes. */
const CACHE_MARK = { cache_control: { type: 'ephemeral' } } as const;

interface Beginning {
  readonly system: string | undefined;
  readonly tools: readonly ToolUnion[];
  readonly isCached: boolean;
}

/** Tools and system message: equal in every call of an agent. A mark on the system message covers the tools before it. */
function beforeMessages({ system, tools, isCached }: Beginning): {
  system: string | TextBlockParam[] | undefined;
  tools: ToolUnion[] | undefined;
} {
  const declared = tools.length > 0 ? [...tools] : undefined;
  if (!isCached) return { system, tools: declared };
  if (system !== undefined) return { system: [{ type: 'text', text: system, ...CACHE_MARK }], tools: declared };
  const last = declared?.pop();
  return { system, tools: last === undefined ? declared : [...(declared ?? []), { ...last, ...CACHE_MARK }] };
}

/**
 * Writing a conversation into the cache costs a quarter more than reading it plainly, which pays only where the next call
 * begins with it. An agent that has not spoken yet may never be asked again.
 */
function goesOn(messages: ModelRequest['messages']): boolean {
  return messages.some(({ type }) => type === 'AssistantMessage');
}

/** The same conversation with its last block marked. */
function withMark(turns: readonly MessageParam[]): MessageParam[] {
  return turns.map((turn, index) => {
    const { content } = turn;
    if (index < turns.length - 1 || typeof content === 'string') return turn;
    // Thoughts cannot be marked, but the last turn is never the assistant's.
    const last = { ...content.at(-1), ...CACHE_MARK };
    return { ...turn, content: [...content.slice(0, -1), last] } as MessageParam;
  });
}

function toToolChoice(choice: ModelRequest['toolChoice']): { type: 'any' | 'none' } | undefined {
  if (choice === 'auto') return undefined;
  return { type: choice === 'required' ? 'any' : 'none' };
}
