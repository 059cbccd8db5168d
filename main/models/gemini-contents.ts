import type { Content, Part } from '@google/genai/web';
import { assertNever } from '../../shared/assert-never.ts';
import type { AssistantMessage, FunctionCall, LLMMessage, MultiModalContent } from '../../shared/chat/llm-message.ts';
import { callArguments } from './call-arguments.ts';
import { GeminiPart } from './gemini-stream.ts';
import { imageMediaType } from './image-media-type.ts';

interface Turn {
  readonly role: 'user' | 'model';
  readonly parts: Part[];
  /** Results of calls stand in a turn of their own, right after the calls. */
  readonly isResults: boolean;
}

interface ContentOptions {
  readonly label: string;
  /** From Gemini 3 on a call without a signature is refused. */
  readonly needsSignatures: boolean;
}

/** Gemini wants the first turn, and the last, to be the user's. */
const NUDGE: Part = { text: 'Continue.' };
/** Google's own word for calls that another model made. */
const NO_SIGNATURE = 'skip_thought_signature_validator';

/** The turns of a request. System messages are not among them: see `toGeminiSystem`. */
export function toGeminiContents(messages: readonly LLMMessage[], options: ContentOptions): Content[] {
  const ownIds = new Set<string>();
  const turns: Turn[] = [];
  for (const message of messages) {
    const turn = toTurn(message, options, ownIds);
    if (turn === undefined || turn.parts.length === 0) continue;
    const last = turns.at(-1);
    if (last?.role === turn.role && last.isResults === turn.isResults) last.parts.push(...turn.parts);
    else turns.push(turn);
  }
  const nudge = (): Turn => ({ role: 'user', parts: [NUDGE], isResults: false });
  if (turns[0]?.role !== 'user') turns.unshift(nudge());
  if (turns.at(-1)?.role !== 'user') turns.push(nudge());
  return turns.map(({ role, parts }) => ({ role, parts }));
}

/** All that stands before the conversation. */
export function toGeminiSystem(texts: readonly string[]): Part[] {
  return texts.flatMap(textParts);
}

function toTurn(message: LLMMessage, options: ContentOptions, ownIds: Set<string>): Turn | undefined {
  switch (message.type) {
    case 'SystemMessage':
      return undefined;
    case 'UserMessage':
      return { role: 'user', parts: toParts(message.content), isResults: false };
    case 'AssistantMessage':
      return { role: 'model', parts: toModelParts(message, options, ownIds), isResults: false };
    case 'FunctionExecutionResultMessage':
      return {
        role: 'user',
        isResults: true,
        parts: message.content.map(({ call_id, name, content, is_error }) => ({
          functionResponse: {
            ...(ownIds.has(call_id) ? { id: call_id } : {}),
            name,
            response: is_error === true ? { error: content } : { output: content },
          },
        })),
      };
    default:
      return assertNever(message);
  }
}

function toParts(content: string | MultiModalContent): Part[] {
  if (typeof content === 'string') return textParts(content);
  return content.flatMap((part): Part[] =>
    typeof part === 'string'
      ? textParts(part)
      : [{ inlineData: { mimeType: imageMediaType(part.data), data: part.data } }],
  );
}

function textParts(text: string): Part[] {
  return text.trim() === '' ? [] : [{ text }];
}

/** What the model said, with the signatures that it gave to its calls. Ids go back only where they were Gemini's. */
function toModelParts(message: AssistantMessage, options: ContentOptions, ownIds: Set<string>): Part[] {
  const { content, thought, continuation } = message;
  if (typeof content === 'string') return textParts(content);
  const kept =
    continuation?.by === options.label ? continuation.parts.map((part) => GeminiPart.parse(part)) : undefined;
  const signed = new Map(kept?.flatMap((part) => ('call' in part ? [[part.call, part] as const] : [])));
  const before = kept === undefined ? textParts(thought ?? '') : kept.flatMap((part) => ('text' in part ? [part] : []));
  const calls = content.map((call, index): Part => {
    const { hasId = false, thoughtSignature } = signed.get(index) ?? {};
    if (hasId) ownIds.add(call.id);
    const signature = thoughtSignature ?? (options.needsSignatures && index === 0 ? NO_SIGNATURE : undefined);
    return {
      functionCall: toFunctionCall(call, hasId),
      ...(signature !== undefined && { thoughtSignature: signature }),
    };
  });
  return [...before, ...calls];
}

function toFunctionCall(
  { id, name, arguments: args }: FunctionCall,
  hasId: boolean,
): NonNullable<Part['functionCall']> {
  return { ...(hasId ? { id } : {}), name, args: callArguments(args) as Record<string, unknown> };
}
