import { isJsonObject, type JsonObject } from '../../../shared/json.ts';
import type { ApprovalRequest } from '../../../shared/run/approval.ts';
import type { RunControl } from '../../../shared/run/command.ts';
import type { PendingHold } from '../../../shared/run/fold/pending.ts';
import type { LineSource } from './line-source.ts';
import { pendingWords } from './pending-words.ts';

interface ApprovalPromptPorts {
  readonly lines: LineSource;
  readonly say: (text: string) => void;
}

type Answer = Omit<Extract<RunControl, { type: 'approve' }>, 'type' | 'place'>;

/** Asks whether a call may be made, one line an answer, until one is clear. The end of the input parks the run. */
export async function askForApproval(
  hold: PendingHold,
  { lines, say }: ApprovalPromptPorts,
): Promise<RunControl | 'park'> {
  const request = hold.pending.type === 'approval' ? hold.pending.request : undefined;
  if (request === undefined) return 'park';
  say(`This needs your leave. ${pendingWords(hold)}`);
  if (request.problem !== undefined) say(request.problem);
  const choices = choicesOf(request);
  for (;;) {
    const line = await lines.ask(`Allow it? ${choices}: `);
    if (line === undefined) return 'park';
    const answer = understand(line.trim(), request);
    if (typeof answer !== 'string') return { type: 'approve', place: hold.place, ...answer };
    say(answer === '' ? `Please answer ${choices}.` : answer);
  }
}

function choicesOf({ canRemember }: ApprovalRequest): string {
  const always = canRemember ? '"always" in later runs too, ' : '';
  return `"yes" once, "run" for this run, ${always}"edit {JSON}" with other arguments, or "no REASON"`;
}

/** A sentence where it is no answer; empty: none at all. */
function understand(line: string, { canRemember }: ApprovalRequest): Answer | string {
  const [, word = '', rest = ''] = /^(\S*)\s*([^]*)$/.exec(line) ?? [];
  if (word === 'yes' || word === 'y') return { decision: 'allow' };
  if (word === 'run') return { decision: 'allow-for-run' };
  if (word === 'always' && canRemember) return { decision: 'always' };
  if (word === 'no' || word === 'n') return { decision: 'deny', ...(rest !== '' && { reason: rest }) };
  if (word !== 'edit') return '';
  const args = argumentsIn(rest);
  return args === undefined
    ? 'The arguments must be a JSON object, for example edit {"path":"a.txt"}.'
    : { decision: 'allow', arguments: args };
}

function argumentsIn(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
