import { assertNever } from '../../assert-never.ts';
import { toModelText } from '../../chat/text.ts';
import type { RunBudget } from '../budget.ts';
import type { RunCommand } from '../command.ts';
import { limitsWords } from '../money-words.ts';
import { type Body, type Conversation, openTurnAt, startRow, type Step, withRow } from './conversation-state.ts';

/** Tells in the script what a person changed, and changes what is held where that is what was meant. */
export function applyCommand(
  conversation: Conversation,
  { body, sequence, atMs }: Step<Body<'command'>>,
): Conversation {
  const { command, place } = body;
  if (command.type === 'stop') return { ...conversation, isStopping: true };
  const turnPath = openTurnAt(conversation, place)?.path ?? null;
  const start = startRow({ sequence, atMs }, turnPath);
  const before = command.type === 'edit-message' ? pendingText(conversation, command.message.id) : null;
  const told = withRow(conversation, { type: 'command', ...start, words: commandWords(command), before });
  if (command.type !== 'edit-message') return told;
  const { message } = command;
  return {
    ...told,
    edited: told.edited.includes(message.id) ? told.edited : [...told.edited, message.id],
    holds: told.holds.map((hold) =>
      isHeldMessage(hold, message.id) ? { ...hold, pending: { type: 'publish', message } } : hold,
    ),
  };
}

function pendingText({ holds }: Conversation, messageId: string): string | null {
  const held = holds.find((hold) => isHeldMessage(hold, messageId));
  return held?.pending.type === 'publish' ? toModelText(held.pending.message) : null;
}

function isHeldMessage({ pending }: Conversation['holds'][number], messageId: string): boolean {
  return pending.type === 'publish' && pending.message.id === messageId;
}

function commandWords(command: Exclude<RunCommand, { type: 'stop' }>): string {
  switch (command.type) {
    case 'edit-message':
      return `You changed the reply of ${command.message.source} before it was published.`;
    case 'terminate':
      return 'You asked the team to end.';
    case 'set-budget':
      return budgetWords(command.budget);
    case 'set-approvals':
      return 'You changed what the agents may do without asking.';
    case 'switch-model':
      return `You let ${command.to.label} answer in place of ${command.from} from here on.`;
    case 'did-it-happen':
      return DID_IT_HAPPEN[command.answer];
    default:
      return assertNever(command);
  }
}

function budgetWords({ run, eachAgent, agents, unknownPrices }: RunBudget): string {
  const each = limitsWords(eachAgent);
  const parts = [
    ...Object.entries(agents).map(([name, limits]) => `${name} ${limitsWords(limits) ?? 'without a limit'}`),
    ...(each === null ? [] : [`each agent ${each}`]),
  ];
  const own = limitsWords(run);
  const words = [
    own === null ? 'The run has no budget of its own from here on' : `You let the run use ${own}`,
    ...parts,
  ];
  const unpriced = unknownPrices === 'count-as-zero' ? ' Calls of unknown price do not count.' : '';
  return `${words.join(', ')}.${unpriced}`;
}

const DID_IT_HAPPEN = {
  'run-again': 'You said: it did not happen, run it again.',
  'it-did': 'You said: it did happen, with this result.',
  skip: 'You said: skip it.',
} as const;
