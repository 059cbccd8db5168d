import type { ContentBlockParam, MessageParam, ToolUnion } from '@anthropic-ai/sdk/resources/messages';
import { assertNever } from '../../shared/assert-never.ts';
import type { AssistantMessage, FunctionCall, LLMMessage, MultiModalContent } from '../../shared/chat/llm-message.ts';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import { callArguments } from './call-arguments.ts';
import { imageMediaType } from './image-media-type.ts';

interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: ContentBlockParam[];
}

/** A user's turn where the conversation lacks one: Anthropic wants the first turn, and the last, to be the user's. */
const NUDGE: ContentBlockParam = { type: 'text', text: 'Continue.' };

/**
 * The messages of a request. System messages are not among them: see `toAnthropicSystem`. Signed thoughts go back with the
 * calls that they led to where the request thinks and `signer`, the label of the client, wrote them.
 */
export function toAnthropicMessages(messages: readonly LLMMessage[], signer?: string): MessageParam[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    const turn = toTurn(message, signer);
    if (turn === undefined || turn.content.length === 0) continue;
    const last = turns.at(-1);
    if (last?.role === turn.role) last.content.push(...turn.content);
    else turns.push(turn);
  }
  if (turns[0]?.role !== 'user') turns.unshift({ role: 'user', content: [NUDGE] });
  if (turns.at(-1)?.role !== 'user') turns.push({ role: 'user', content: [NUDGE] });
  return turns.map(({ role, content }) => ({ role, content: resultsFirst(content) }));
}

/** All system messages as one text, or undefined. */
export function toAnthropicSystem(system: string | undefined, messages: readonly LLMMessage[]): string | undefined {
  const inside = messages.filter((message) => message.type === 'SystemMessage').map((message) => message.content);
  const parts = [system ?? '', ...inside].filter((part) => part.trim() !== '');
  return parts.length === 0 ? undefined : parts.join('\n');
}

/**
 * The tools of a request. A conversation that mentions tools must declare them, even one whose next answer may use none:
 * such tools are declared by name alone.
 */
export function toAnthropicTools(tools: readonly ToolSchema[], messages: readonly LLMMessage[]): ToolUnion[] {
  if (tools.length > 0) {
    return tools.map(({ name, description, parameters }) => ({
      name,
      description,
      input_schema: { type: 'object', ...parameters },
    }));
  }
  const names = new Set(messages.flatMap(calledNames));
  return [...names].map((name) => ({ name, input_schema: { type: 'object' } }));
}

function calledNames(message: LLMMessage): string[] {
  if (message.type !== 'AssistantMessage' || typeof message.content === 'string') return [];
  return message.content.map(({ name }) => name);
}

function toTurn(message: LLMMessage, signer: string | undefined): Turn | undefined {
  switch (message.type) {
    case 'SystemMessage':
      return undefined;
    case 'UserMessage':
      return { role: 'user', content: toBlocks(message.content) };
    case 'AssistantMessage':
      return { role: 'assistant', content: toAssistantBlocks(message, signer) };
    case 'FunctionExecutionResultMessage':
      return {
        role: 'user',
        content: message.content.map(({ call_id, content, is_error }) => ({
          type: 'tool_result',
          tool_use_id: call_id,
          content,
          is_error: is_error === true,
        })),
      };
    default:
      return assertNever(message);
  }
}

function toAssistantBlocks(message: AssistantMessage, signer: string | undefined): ContentBlockParam[] {
  const { content, thought, continuation } = message;
  if (typeof content === 'string') return toBlocks(content.trimEnd());
  if (signer === undefined || continuation?.by !== signer) {
    return [...toBlocks(thought ?? ''), ...content.map(toToolUse)];
  }
  const calls = new Map(content.map((call) => [call.id, call]));
  const blocks = continuation.parts.flatMap((part): ContentBlockParam[] => {
    const block = part as unknown as ContentBlockParam; // as anthropic-stream.ts kept it
    if (block.type !== 'tool_use') return [block];
    const call = calls.get(block.id);
    calls.delete(block.id);
    return call === undefined ? [] : [toToolUse(call)];
  });
  return [...blocks, ...[...calls.values()].map(toToolUse)];
}

/**
 * Whether a request may think: Anthropic wants the signed thoughts with which the calls began that are being answered.
 * They are missing after another model's calls, and in conversations that AutoGen has saved.
 */
export function mayThink(messages: readonly LLMMessage[], signer: string): boolean {
  const begin = messages.findLastIndex(({ type }) => type === 'UserMessage') + 1;
  const first = messages.slice(begin).find((message) => message.type === 'AssistantMessage');
  return first === undefined || typeof first.content === 'string' || first.continuation?.by === signer;
}

/** Anthropic refuses blank texts. */
function toBlocks(content: string | MultiModalContent): ContentBlockParam[] {
  const parts = typeof content === 'string' ? [content] : content;
  return parts.flatMap((part): ContentBlockParam[] => {
    if (typeof part === 'string') return part.trim() === '' ? [] : [{ type: 'text', text: part }];
    return [{ type: 'image', source: { type: 'base64', media_type: imageMediaType(part.data), data: part.data } }];
  });
}

function toToolUse({ id, name, arguments: args }: FunctionCall): ContentBlockParam {
  return { type: 'tool_use', id, name, input: callArguments(args) };
}

/** Results must come before anything else in the turn after the calls. */
function resultsFirst(content: readonly ContentBlockParam[]): ContentBlockParam[] {
  const results = content.filter((block) => block.type === 'tool_result');
  return [...results, ...content.filter((block) => block.type !== 'tool_result')];
}
