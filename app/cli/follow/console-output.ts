import { isChatMessage, type ChatItem } from '../../../shared/chat/chat-item.ts';
import { toText } from '../../../shared/chat/text.ts';
import type { RunId } from '../../../shared/ids.ts';
import { BudgetHold } from '../../../shared/run/budget.ts';
import type { CostEstimate } from '../../../shared/run/estimate.ts';
import {
  brokenOffWords,
  budgetHoldWords,
  callsWords,
  estimateWords,
  rangeWords,
} from '../../../shared/run/money-words.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { RunEvent, RunEventBody } from '../../../shared/run/event.ts';
import type { OpenHolds } from '../../../shared/run/stream-lines.ts';
import type { RunDelta, RunDraft, RunSignal } from '../../../shared/run/wire.ts';
import { terminalText } from '../../../shared/visible-text.ts';
import type { RunOutput } from './run-output.ts';

export interface ConsoleOptions {
  readonly write: (text: string) => void;
  /** True on a terminal: text is shown as it comes, and names stand out. */
  readonly isLive: boolean;
  readonly bold: (text: string) => string;
}

const LONGEST_TOOL_TEXT = 200;

/** A run as a person reads it: who says what, tools in one line, and how it ended. */
export class ConsoleOutput implements RunOutput {
  readonly #options: ConsoleOptions;
  /** The message whose text is being shown while it comes. Others that come at the same time wait until they are whole. */
  #live: { messageId: string; attempt: number; shown: number } | undefined;

  constructor(options: ConsoleOptions) {
    this.#options = options;
  }

  /** What was told beforehand that the run may cost. */
  #estimate: CostEstimate | undefined;
  /** Who speaks in the turn of a path. */
  readonly #speakers = new Map<string, string>();
  /** What calls that broke off may have cost at most. */
  #lostUsd = 0;
  readonly #abandoned: Extract<RunEventBody, { type: 'turn-abandoned' }>[] = [];

  recall({ body }: RunEvent): void {
    if (body.type === 'run-start') this.#estimate = body.estimate;
    else if (body.type === 'effect-end' || body.type === 'attempt') this.#lostUsd += body.lost?.costUsd ?? 0;
    else if (body.type === 'turn-start') this.#speakers.set(body.path, body.speaker);
  }

  event(event: RunEvent): void {
    this.recall(event);
    const { body } = event;
    if (body.type === 'run-start') this.#begin(body.estimate);
    else if (body.type === 'message') this.#item(body.message);
    else if (body.type === 'run-end') this.#end(body);
    else if (body.type === 'notice') this.#line(`  (${body.words})`);
    else if (body.type === 'attempt' && body.error.code !== 'cancelled') this.#line(`  (${attemptWords(body)})`);
    else if (body.type === 'turn-start') this.#turn(body);
    else if (body.type === 'turn-abandoned') this.#abandoned.push(body);
    else if (body.type === 'wait' && body.waitedMs === null) this.#line(`  (${body.message})`);
  }

  signal(signal: Exclude<RunSignal, { type: 'event' }>): void {
    if (signal.type === 'delta') this.#piece(signal, signal.offset);
    else if (signal.type === 'draft') this.#piece(signal, 0);
    else if (signal.type === 'draft-end' && signal.messageId === this.#live?.messageId) this.#breakLine();
  }

  parked(run: RunId, [hold]: OpenHolds): void {
    const reason = hold === undefined ? 'The run is parked.' : `The run is parked: ${waitingWords(hold)}`;
    this.#line(
      `\n${reason} Go on with: troupe resume ${run}${hold?.why === 'budget' ? raiseOption(hold.pending) : ''}`,
    );
  }

  /** What went wrong is said on standard error, where scripts look for it. */
  failed(run: RunId): void {
    this.#line(`\nThe run is cut off here. Go on with: troupe resume ${run}`);
  }

  #piece({ messageId, source, kind, attempt, text }: RunDelta | RunDraft, offset: number): void {
    if (!this.#options.isLive || kind !== 'text') return;
    const live = this.#live;
    if (live === undefined) {
      if (offset > 0) return; // its beginning was not shown, so it is shown when it is whole
      this.#options.write(`\n${this.#named(source)}: ${terminalText(text)}`);
    } else if (live.messageId !== messageId) return;
    else if (live.attempt !== attempt) {
      this.#options.write(`\n${this.#named(source)} (again): ${terminalText(text)}`);
    } else if (live.shown === offset) this.#options.write(terminalText(text));
    else return;
    this.#live = { messageId, attempt, shown: offset + text.length };
  }

  #item(item: ChatItem): void {
    if (item.type === 'ModelClientStreamingChunkEvent' || item.type === 'UserInputRequestedEvent') return;
    if (isChatMessage(item)) return this.#message(item.id, item.source, toText(item));
    this.#breakLine();
    for (const line of eventLines(item)) this.#line(line);
  }

  #message(id: string, source: string, text: string): void {
    const live = this.#live;
    if (live?.messageId === id) {
      this.#live = undefined;
      return this.#options.write(`${terminalText(text.slice(live.shown))}\n`);
    }
    this.#breakLine();
    this.#options.write(`\n${this.#named(source)}: ${terminalText(text)}\n`);
  }

  #end({ reason, stopReason, detail, error, totals }: Extract<RunEventBody, { type: 'run-end' }>): void {
    if (reason === 'finished')
      this.#line(
        `\nFinished: ${stopReason ?? 'the team said all it had to say.'}${detail === undefined ? '' : `\n${detail}`}`,
      );
    else if (reason === 'stopped') this.#line('\nStopped.');
    else this.#line(`\nFailed${this.#failedAt(error?.message)}: ${error?.message ?? 'no reason was given.'}`);
    this.#cost(totals.costUsd);
  }

  #turn({ speaker, why, isFallback }: Extract<RunEventBody, { type: 'turn-start' }>): void {
    if (isFallback) this.#line(`  (${capitalized(why)}: ${speaker} goes on.)`);
  }

  /** Whose turn it was that failed for this reason: the innermost, where teams are nested. */
  #failedAt(reason: string | undefined): string {
    const turns = this.#abandoned.filter((turn) => turn.reason === reason);
    const [innermost] = turns.toSorted((one, other) => other.path.length - one.path.length);
    const speaker = innermost && this.#speakers.get(innermost.path);
    return speaker === undefined || reason?.includes(`"${speaker}"`) ? '' : ` at ${speaker}`;
  }

  /** Says what the run may cost, where that is anything. */
  #begin(estimate: CostEstimate | undefined): void {
    if (estimate === undefined) return;
    const { lowUsd, highUsd, unpriced } = estimate;
    if (highUsd > 0) this.#line(`Estimated cost: ${rangeWords(lowUsd, highUsd)}, ${callsWords(estimate)}.`);
    if (unpriced.length > 0) this.#line(`The price of ${unpriced.join(', ')} is unknown.`);
  }

  /** Nothing where nobody expected a bill. */
  #cost(costUsd: number | null): void {
    for (const words of [estimateWords(this.#estimate ?? null, costUsd), brokenOffWords(this.#lostUsd)])
      if (words !== null) this.#line(`${capitalized(words)}.`);
  }

  #line(text: string): void {
    this.#breakLine();
    this.#options.write(`${terminalText(text)}\n`);
  }

  #named(source: string): string {
    return this.#options.bold(terminalText(source));
  }

  /** Ends a line that is being written, if there is one. */
  #breakLine(): void {
    if (this.#live === undefined) return;
    this.#live = undefined;
    this.#options.write('…\n');
  }
}

function eventLines(item: Exclude<ChatItem, { type: 'ModelClientStreamingChunkEvent' }>): string[] {
  if (item.type === 'ToolCallRequestEvent') {
    return item.content.map((call) => `  ${item.source} calls ${call.name}(${short(call.arguments)})`);
  }
  if (item.type === 'ToolCallExecutionEvent') {
    return item.content.map(
      (result) => `  ${result.name} ${result.is_error ? 'failed' : 'gave'}: ${short(result.content)}`,
    );
  }
  const what = item.type === 'ThoughtEvent' ? 'thinks' : `(${item.type})`;
  return [`  ${item.source} ${what}: ${short(toText(item))}`];
}

/** One line of bounded length. */
function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > LONGEST_TOOL_TEXT ? `${line.slice(0, LONGEST_TOOL_TEXT)}…` : line;
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** With a full stop: what a provider says may have none. */
function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function attemptWords({ error, waitMs, next }: Extract<RunEventBody, { type: 'attempt' }>): string {
  if (next !== undefined) return `${sentence(error.message)} ${next} is asked instead.`;
  return waitMs === 0 ? error.message : `${sentence(error.message)} Again after ${(waitMs / 1000).toFixed(1)} s.`;
}

function waitingWords({ why, pending }: OpenHolds[number]): string {
  const agent = pending['agent'] ?? pending['speaker'];
  if (why === 'human') return typeof agent === 'string' ? `it waits for ${agent}.` : 'it waits for a person.';
  if (why === 'budget') return budgetWords(pending);
  if (why === 'did-it-happen') return 'it is not known whether a tool did its work before Troupe ended.';
  if (why === 'lost-session') return 'what a server remembered of it is gone.';
  if (why === 'approval') return `a call of ${toolOf(pending)} waits for your leave.`;
  if (why === 'loop') return 'it goes in circles.';
  return 'it is held by the debugger.';
}

/** The option that raises what holds; a limit of time, of an agent or of the day is none of the command line. */
function raiseOption({ budget }: JsonObject): string {
  const { data: hold } = BudgetHold.safeParse(budget);
  if (hold?.what === 'price') return ' --unknown-prices pass, or enter its price in the settings first.';
  if (hold?.scope !== 'run') return '';
  if (hold.what === 'costUsd') return ' --max-cost USD';
  return hold.what === 'tokens' ? ' --max-tokens N' : hold.what === 'turns' ? ' --max-turns N' : '';
}

function budgetWords({ budget }: JsonObject): string {
  const { data: hold } = BudgetHold.safeParse(budget);
  return hold === undefined ? 'its budget is used up.' : budgetHoldWords(hold);
}

function toolOf({ tool }: JsonObject): string {
  return typeof tool === 'string' ? tool : 'a tool';
}
