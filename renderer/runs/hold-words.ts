import type { ApprovalRequest } from '../../shared/run/approval.ts';
import type { PendingHold } from '../../shared/run/fold/pending.ts';
import { codeIn } from './code-blocks.ts';

/** The last line of a script that is held: "Writer is about to speak". */
export function aboutToWords({ pending, why }: PendingHold, name: string): string {
  if (why === 'did-it-happen') return didItHappenWords(pending);
  if (pending.type === 'budget') return `${name} waits for more budget`;
  switch (pending.type) {
    case 'turn':
      return `${name} is about to speak`;
    case 'publish':
      return `${name} is about to publish a reply`;
    case 'question':
      return pending.server === undefined ? 'The team waits for your answer' : 'A server waits for your answer';
    case 'lost-session':
      return `${name} misses what its server remembered`;
    case 'approval':
      return `${name} asks to ${callWords(pending.request)}`;
    case 'tool':
      return `${name} is about to call ${pending.tool}`;
    case 'memory':
      return `${name} is about to ${pending.isWrite ? 'remember something' : 'search its memory'}`;
    default:
      return `${name} is held`;
  }
}

/** What a call that asks wants, after "asks to": "call send_mail". */
export function callWords({ tool, arguments: args }: ApprovalRequest): string {
  return codeIn(args) === null ? `call ${tool}` : 'run code';
}

/** "May send_mail be called?" */
export function mayWords({ tool, arguments: args }: ApprovalRequest): string {
  return codeIn(args) === null ? `May ${tool} be called?` : 'May this code be run?';
}

/** "Did send_mail happen?" */
export function didItHappenWords(pending: PendingHold['pending']): string {
  return `Did ${pending.type === 'tool' ? pending.tool : 'what was under way'} happen?`;
}

/** Head of the card of what is pending: "Next: Writer speaks". Null: nobody in particular. */
export function nextWords({ pending }: PendingHold, name: string | null): string {
  const who = name ?? 'the run';
  switch (pending.type) {
    case 'turn':
      return `Next: ${who} speaks`;
    case 'publish':
      return `Next: ${who} publishes this reply`;
    case 'tool':
      return `Next: ${who} calls ${pending.tool}`;
    case 'memory':
      return `Next: ${who} ${pending.isWrite ? 'adds to' : 'searches'} ${pending.memory}`;
    default:
      return `Next: ${who} goes on`;
  }
}

/** The banner over the canvas: "Paused before the turn of Writer". Null: nobody in particular. */
export function pausedWords({ pending, why }: PendingHold, name: string | null): string {
  if (why === 'loop') return 'Paused, it goes in circles';
  if (why === 'budget') return 'Held by a budget';
  if (pending.type === 'approval') return mayWords(pending.request);
  const whose = name === null ? '' : ` of ${name}`;
  switch (pending.type) {
    case 'turn':
      return `Paused before the turn${whose}`;
    case 'publish':
      return `Paused before the reply${whose}`;
    case 'tool':
      return `Paused before ${pending.tool}${name === null ? '' : `, ${name}`}`;
    case 'memory':
      return `Paused before ${pending.memory}${name === null ? '' : `, ${name}`}`;
    default:
      return 'Paused';
  }
}
