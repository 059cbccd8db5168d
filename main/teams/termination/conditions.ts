import { isChatMessage } from '../../../shared/chat/chat-item.ts';
import { toText } from '../../../shared/chat/text.ts';
import { countingCondition } from './counting-condition.ts';
import type { TerminationCondition } from './termination-condition.ts';

/** Fires at `maxMessages` messages, the task's included; events count only where asked for. */
export function maxMessage(options: { maxMessages: number; includeAgentEvent: boolean }): TerminationCondition {
  const { maxMessages, includeAgentEvent } = options;
  return countingCondition({
    source: 'MaxMessageTermination',
    countOf: (item) => (includeAgentEvent || isChatMessage(item) ? 1 : 0),
    limit: maxMessages,
    label: 'messages',
    reason: (count) => `Maximum number of messages ${maxMessages} reached, current message count: ${count}`,
  });
}

/** Fires when the text stands in anything said or done, case-sensitive; with any `sources` only in theirs. */
export function textMention(options: { text: string; sources?: readonly string[] }): TerminationCondition {
  const { text, sources = [] } = options;
  return countingCondition({
    source: 'TextMentionTermination',
    countOf: (item) => ((sources.length === 0 || sources.includes(item.source)) && toText(item).includes(text) ? 1 : 0),
    limit: 1,
    label: `says “${text}”`,
    reason: () => `Text '${text}' mentioned`,
  });
}

/** Fires on any StopMessage. */
export function stopMessage(): TerminationCondition {
  return countingCondition({
    source: 'StopMessageTermination',
    countOf: (item) => (item.type === 'StopMessage' ? 1 : 0),
    limit: 1,
    label: 'stop messages',
    reason: () => 'Stop message received',
  });
}
