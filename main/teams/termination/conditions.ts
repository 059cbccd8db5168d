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
    progress: (current) => ({ counts: 'messages', current, limit: maxMessages }),
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
    progress: (count) => ({ waitsFor: `“${shortened(text)}”${ofWhom(sources)}`, isMet: count > 0 }),
    reason: () => `Text '${text}' mentioned`,
  });
}

/** Fires on any StopMessage. */
export function stopMessage(): TerminationCondition {
  return countingCondition({
    source: 'StopMessageTermination',
    countOf: (item) => (item.type === 'StopMessage' ? 1 : 0),
    limit: 1,
    progress: (count) => ({ waitsFor: 'a stop message', isMet: count > 0 }),
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
    waitsFor: `a handoff to ${target}`,
  });
}

/** Fires when one of these has said or done anything. */
export function sourceMatch({ sources }: { sources: readonly string[] }): TerminationCondition {
  return matchingCondition({
    source: 'SourceMatchTermination',
    match: ({ source }) => (sources.includes(source) ? `'${source}' answered` : undefined),
    waitsFor: `a message${ofWhom(sources)}`,
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
    waitsFor: `a text${ofWhom(source === undefined ? [] : [source])}`,
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
    waitsFor: `a call of ${name}`,
  });
}

const ofWhom = (sources: readonly string[]): string => (sources.length === 0 ? '' : ` of ${sources.join(' or ')}`);

/** A rule may wait for a whole page; what is told with each turn is short. */
const LONGEST_TEXT = 40;

const shortened = (text: string): string => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text);
