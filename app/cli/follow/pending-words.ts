import { assertNever } from '../../../shared/assert-never.ts';
import { toText } from '../../../shared/chat/text.ts';
import { type ApprovalRequest, RISK_WORDS } from '../../../shared/run/approval.ts';
import { budgetHoldWords } from '../../../shared/run/money-words.ts';
import type { PendingHold } from '../../../shared/run/fold/pending.ts';
import { visibleJson } from '../../../shared/visible-text.ts';

/** What a held run is about to do, in words. */
export function pendingWords({ pending }: Pick<PendingHold, 'pending'>): string {
  switch (pending.type) {
    case 'turn':
      return `Next: ${pending.speaker} takes a turn.`;
    case 'publish':
      return `Next: ${pending.message.source} says: ${toText(pending.message)}`;
    case 'question':
      return `Next: ${pending.agent} is asked: ${pending.prompt}`;
    case 'approval':
      return approvalWords(pending.request);
    case 'lost-session':
    case 'tool':
      return `Next: the tool ${pending.tool} is called with ${visibleJson(pending.arguments)}`;
    case 'memory':
      return `Next: ${pending.memory} ${pending.isWrite ? 'keeps' : 'is asked for'}: ${pending.text}`;
    case 'budget':
      return budgetHoldWords(pending.budget);
    case 'other':
      return `Next: ${visibleJson(pending.fields)}`;
    default:
      return assertNever(pending);
  }
}

function approvalWords({ tool, arguments: args, risk }: ApprovalRequest): string {
  return `Next: the tool ${tool} is called with ${visibleJson(args)}. The call ${RISK_WORDS[risk]}.`;
}
