import { assertNever } from '../../../shared/assert-never.ts';
import { toText } from '../../../shared/chat/text.ts';
import { budgetHoldWords } from '../../../shared/run/money-words.ts';
import type { PendingHold } from '../../../shared/run/fold/pending.ts';

/** What a held run is about to do, in words. */
export function pendingWords({ pending }: Pick<PendingHold, 'pending'>): string {
  switch (pending.type) {
    case 'turn':
      return `Next: ${pending.speaker} takes a turn.`;
    case 'publish':
      return `Next: ${pending.message.source} says: ${toText(pending.message)}`;
    case 'question':
      return `Next: ${pending.agent} is asked: ${pending.prompt}`;
    case 'tool':
      return `Next: the tool ${pending.tool} is called with ${JSON.stringify(pending.arguments)}`;
    case 'budget':
      return budgetHoldWords(pending.budget);
    case 'other':
      return `Next: ${JSON.stringify(pending.fields)}`;
    default:
      return assertNever(pending);
  }
}
