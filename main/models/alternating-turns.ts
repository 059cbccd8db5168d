import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionContentPart,
  ChatCompletionMessageParam,
  ChatCompletionUserMessageParam,
} from 'openai/resources/chat/completions';

/** What the user says where the conversation has no turn of its own for it. */
const NUDGE: ChatCompletionMessageParam = { role: 'user', content: 'Continue.' };

/**
 * The same conversation for models whose template knows only user and assistant in turn: what one side says in a row is
 * one message, the first word and the last are the user's. Results of tools count as the user's.
 */
export function alternating(messages: readonly ChatCompletionMessageParam[]): ChatCompletionMessageParam[] {
  const turns: ChatCompletionMessageParam[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (last?.role === 'user' && message.role === 'user') turns[turns.length - 1] = joinUser(last, message);
    else if (last?.role === 'assistant' && message.role === 'assistant' && !last.tool_calls) {
      turns[turns.length - 1] = joinAssistant(last, message);
    } else turns.push(message);
  }
  const begin = turns.findIndex(({ role }) => role !== 'system');
  if (begin < 0 || turns[begin]?.role === 'assistant') turns.splice(begin < 0 ? turns.length : begin, 0, NUDGE);
  if (turns.at(-1)?.role === 'assistant') turns.push(NUDGE);
  return turns;
}

function joinUser(
  one: ChatCompletionUserMessageParam,
  other: ChatCompletionUserMessageParam,
): ChatCompletionUserMessageParam {
  if (typeof one.content === 'string' && typeof other.content === 'string') {
    return { role: 'user', content: `${one.content}\n\n${other.content}` };
  }
  return { role: 'user', content: [...toParts(one.content), ...toParts(other.content)] };
}

function toParts(content: ChatCompletionUserMessageParam['content']): ChatCompletionContentPart[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}

function joinAssistant(
  one: ChatCompletionAssistantMessageParam,
  other: ChatCompletionAssistantMessageParam,
): ChatCompletionAssistantMessageParam {
  const texts = [one.content, other.content].flatMap((text) =>
    typeof text === 'string' && text.trim() !== '' ? [text] : [],
  );
  return { ...other, content: texts.length === 0 ? (other.content ?? null) : texts.join('\n\n') };
}
