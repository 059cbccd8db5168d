import { isChatMessage } from '../../../shared/chat/chat-item.ts';
import { toText } from '../../../shared/chat/text.ts';
import { countingCondition } from './counting-condition.ts';
import { matchingCondition } from './matching-condition.ts';
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

/** Fires on a handoff to this name. */
export function handoffTo({ target }: { target: string }): TerminationCondition {
  return matchingCondition({
    source: 'HandoffTermination',
    match: (item) =>
      item.type === 'HandoffMessage' && item.target === target
        ? `Handoff to ${target} from ${item.source} detected.`
        : undefined,
    label: `handed to ${target}`,
  });
}

/** Fires when one of these has said or done anything. */
export function sourceMatch({ sources }: { sources: readonly string[] }): TerminationCondition {
  return matchingCondition({
    source: 'SourceMatchTermination',
    match: ({ source }) => (sources.includes(source) ? `'${source}' answered` : undefined),
    label: `${sources.join(' or ')} answered`,
  });
}

/** Fires on a text message, where `source` is given only on its. The task is one too. */
export function textMessage({ source }: { source?: string }): TerminationCondition {
  return matchingCondition({
    source: 'TextMessageTermination',
    match: (item) =>
      item.type === 'TextMessage' && (source === undefined || item.source === source)
        ? `Text message received from '${item.source}'`
        : undefined,
    label: source === undefined ? 'text messages' : `text of ${source}`,
  });
}

/** Fires when this tool gave a result. */
export function functionCall({ name }: { name: string }): TerminationCondition {
  return matchingCondition({
    source: 'FunctionCallTermination',
    match: (item) =>
      item.type === 'ToolCallExecutionEvent' && item.content.some((result) => result.name === name)
        ? `Function '${name}' was executed.`
        : undefined,
    label: `${name} called`,
  });
}
