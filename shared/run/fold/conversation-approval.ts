import { Approval } from '../approval.ts';
import { type Body, type Conversation, openTurnAt, startRow, type Step, withRow } from './conversation-state.ts';

/** Tells in the script what a person allowed, or did not. */
export function applyApproval(
  conversation: Conversation,
  { body, sequence, atMs }: Step<Body<'effect-end'>>,
): Conversation {
  const turnPath = openTurnAt(conversation, body.place)?.path ?? null;
  const start = startRow({ sequence, atMs }, turnPath);
  return withRow(conversation, {
    type: 'command',
    ...start,
    words: wordsOf(Approval.parse(body.outcome)),
    before: null,
  });
}

function wordsOf({ decision, tool, reason, arguments: changed }: Approval): string {
  const edit = changed === undefined ? '' : ' You changed its arguments.';
  switch (decision) {
    case 'allow':
      return `You allowed this call of ${tool}.${edit}`;
    case 'allow-for-run':
      return `You allowed ${tool} for this run.${edit}`;
    case 'always':
      return `You allowed ${tool} for all runs.${edit}`;
    case 'deny':
      return `You did not allow this call of ${tool}${reason === undefined ? '.' : `: ${reason}`}`;
  }
}
