import { knownSecrets } from '../engine/known-secrets.ts';
import { ApprovalKeeper } from '../../main/runs/approval-keeper.ts';
import { NO_MEMORY } from '../../main/runs/approval-parts.ts';
import { waitOnClock } from '../../main/runs/attempts.ts';
import { EffectDoor } from '../../main/runs/effect-door.ts';
import { Drafts } from '../../main/runs/drafts.ts';
import { HoldDesk } from '../../main/runs/hold-desk.ts';
import { MoneyFold } from '../../main/runs/money-fold.ts';
import { noBudgets } from '../../main/runs/no-budgets.ts';
import { RecordedHistory } from '../../main/runs/recorded-history.ts';
import { ReleaseOrder } from '../../main/runs/release-order.ts';
import { RunLog } from '../../main/runs/run-log.ts';
import { ScopedEffects } from '../../main/runs/scoped-effects.ts';
import { AgentFailureError, RunAbortedError } from '../../main/core/errors.ts';
import type { LiveTeam } from '../../main/core/live-team.ts';
import type { RunTask } from '../../main/core/participant.ts';
import type { ChatItem } from '../../shared/chat/chat-item.ts';
import { ALLOW_ALL } from '../../shared/run/approval.ts';
import { failureText } from '../../shared/failure.ts';
import type { RunId } from '../../shared/ids.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { RunSignal } from '../../shared/run/wire.ts';
import type { RunControls, RunOptions, TaskResult } from './run-options.ts';

export interface LibraryRunOptions extends RunOptions {
  readonly run: RunId;
  /** Number of the last event of the runs before. */
  readonly lastSequence: number;
  readonly built: LiveTeam;
}

type Cut = { readonly stopReason: string } | { readonly error: unknown };

/** One task of a team on an effect door whose log is told to subscribers and kept by nobody else. */
export class LibraryRun {
  readonly #options: LibraryRunOptions;
  readonly #log: RunLog;
  readonly #door: EffectDoor;
  readonly #holds: HoldDesk;
  readonly #items: ChatItem[] = [];
  readonly #controls: RunControls;
  #isTerminationAsked = false;
  /** Why it ended before its team did. */
  #cut: Cut | undefined;

  constructor(options: LibraryRunOptions) {
    const { run, lastSequence, built } = options;
    this.#options = options;
    const recorded = new RecordedHistory([], run);
    const money = new MoneyFold(run);
    this.#log = new RunLog({
      run,
      lastSequence,
      committer: { add: ({ event }) => this.#guard(() => this.#tell(event)), flushed: () => undefined },
      listener: { onCommitted: () => undefined, onLost: () => undefined },
      now: Date.now,
      inspect: (event) => {
        money.add(event);
        return undefined;
      },
      redactor: knownSecrets,
    });
    const drafts = new Drafts(this.#options.onToken && ((signal) => this.#guard(() => this.#tellToken(signal))));
    this.#holds = new HoldDesk({ log: this.#log, recorded, isPausing: false, breakpoints: [] });
    this.#door = new EffectDoor({
      run,
      mode: 'live',
      log: this.#log,
      recorded,
      order: new ReleaseOrder({ recorded: [], isQuiet: built.isQuiet }),
      holds: this.#holds,
      drafts,
      budgets: noBudgets(money),
      // The program that brings the tools answers for them.
      approvals: { keeper: new ApprovalKeeper(run, ALLOW_ALL), memory: NO_MEMORY },
      now: Date.now,
      random: Math.random,
      wait: waitOnClock,
      isTerminationAsked: () => this.#isTerminationAsked,
      onCheckpoint: () => undefined,
    });
    this.#controls = {
      stop: (reason = 'The run was stopped.') => this.#cutShort({ stopReason: reason }),
      terminate: () => (this.#isTerminationAsked = true),
    };
  }

  get lastSequence(): number {
    return this.#log.lastSequence;
  }

  async work(task: RunTask): Promise<TaskResult> {
    const { signal, built } = this.#options;
    const onAbort = (): void => this.#cutShort({ error: signal?.reason });
    signal?.addEventListener('abort', onAbort);
    try {
      const { stopReason } = await built.team.run(task, new ScopedEffects(this.#door, ''));
      return this.#result(stopReason);
    } catch (error) {
      this.#door.abandonOpenTurns(failureText(error));
      if (this.#cut !== undefined && 'stopReason' in this.#cut) return this.#result(this.#cut.stopReason);
      throw this.#cut === undefined ? error : this.#cut.error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      this.#door.abort(new RunAbortedError('The run is over.'));
    }
  }

  /** Something went wrong that no agent can report. */
  fail(error: unknown): void {
    this.#cutShort({ error });
  }

  #result(stopReason: string | null): TaskResult {
    return { messages: this.#items, stop_reason: stopReason };
  }

  #cutShort(cut: Cut): void {
    this.#cut ??= cut;
    this.#door.abort(new RunAbortedError('stopReason' in cut ? cut.stopReason : failureText(cut.error)));
  }

  /** A subscriber that fails ends the run with its error: it would not hear of it otherwise. */
  #guard(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#cutShort({ error });
    }
  }

  #tell(event: RunEvent): void {
    const { onEvent, onItem } = this.#options;
    const { body } = event;
    onEvent?.(event, this.#controls);
    if (body.type === 'message') {
      this.#items.push(body.message);
      onItem?.(body.message, this.#controls);
    } else if (body.type === 'hold' && body.why === 'human') void this.#ask(body.place, body.pending);
    else if (body.type === 'hold' && body.why === 'lost-session') this.fail(new AgentFailureError(LOST_SESSION));
  }

  #tellToken(signal: RunSignal): void {
    if (signal.type !== 'delta') return;
    const { messageId, source, kind, attempt } = signal;
    this.#options.onToken?.(signal.text, { messageId, source, kind, attempt }, this.#controls);
  }

  async #ask(place: string, pending: Readonly<Record<string, unknown>>): Promise<void> {
    const { askPerson } = this.#options;
    const question = { agent: String(pending['agent']), prompt: String(pending['prompt']) };
    try {
      if (askPerson === undefined) {
        throw new AgentFailureError(`"${question.agent}" is a person. Give "askPerson" to the run to answer for them.`);
      }
      this.#holds.control({ type: 'answer', place, text: await askPerson(question) });
    } catch (error) {
      this.#cutShort({ error });
    }
  }
}

const LOST_SESSION =
  'A server of tools went away with what it remembered of this run, and its component says that it must not be lost ("session": "lost").';
