import type { Redactor } from '../core/redactor.ts';
import type { RunId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import { failureText } from '../../shared/failure.ts';
import type { RunControl } from '../../shared/run/command.ts';
import type { RunEvent, RunEventBody } from '../../shared/run/event.ts';
import type { RunStatus } from '../../shared/run/summary.ts';
import type { RunSignal } from '../../shared/run/wire.ts';
import { RunAbortedError } from '../core/errors.ts';
import type { TeamResult } from '../core/participant.ts';
import type { RunStore } from '../core/store.ts';
import type { LiveTeam } from '../core/live-team.ts';
import type { ApprovalMemory } from './approval-parts.ts';
import type { Wait } from './attempts.ts';
import { CheckpointKeeper } from './checkpoint-keeper.ts';
import type { Committer } from './committer.ts';
import { DivergenceError } from './divergence.ts';
import { Drafts } from './drafts.ts';
import { EffectDoor } from './effect-door.ts';
import { toEffectError } from './effect-error.ts';
import { enterRun } from './enter-run.ts';
import { HoldDesk } from './hold-desk.ts';
import type { Lineage } from './lineage.ts';
import type { LoopNotice } from './loops/loop-watch.ts';
import { ReleaseOrder } from './release-order.ts';
import { RunLog } from './run-log.ts';
import type { MoneyControl, RunMoney } from './run-money.ts';
import type { RunOutcome } from './run-service.ts';
import { ScopedEffects } from './scoped-effects.ts';

export interface OpenRunOptions {
  readonly run: RunId;
  readonly owner: string;
  readonly lineage: Lineage;
  readonly store: RunStore;
  readonly committer: Committer;
  readonly now: () => number;
  readonly random: () => number;
  readonly wait: Wait;
  readonly redactor: Redactor;
  readonly money: RunMoney;
  readonly approvalMemory: ApprovalMemory;
  readonly tell: (signal: RunSignal) => void;
  readonly built: LiveTeam;
  readonly debug: boolean;
  readonly breakpoints: readonly string[];
}

type End = Omit<Extract<RunEventBody, { type: 'run-end' }>, 'type' | 'place' | 'totals'>;

/** One run while it is worked on here: from the moment it is entered until it ends, waits elsewhere, or is lost. */
export class OpenRun {
  readonly run: RunId;
  readonly log: RunLog;
  readonly drafts: Drafts;
  readonly #options: OpenRunOptions;
  readonly #holds: HoldDesk;
  readonly #door: EffectDoor;
  readonly #built: LiveTeam;
  #isTerminationAsked = false;
  #isStopped = false;
  /** Why it cannot go on here. */
  #problem: string | null = null;
  /** How it stood when it was parked. */
  #left: { readonly status: RunStatus; readonly waitingFor: JsonObject | null } | undefined;

  constructor(options: OpenRunOptions) {
    const { run, lineage, committer, now, redactor, tell, store, owner } = options;
    const { recorded, lastSequence, loops, holdOnLoop, money, approvals } = lineage;
    this.run = run;
    this.#options = options;
    const listener = {
      onCommitted: (events: readonly RunEvent[]) => this.#tellEvents(events),
      onLost: (error: unknown) => this.lose(error),
    };
    const inspect = (event: RunEvent): LoopNotice | undefined => {
      if (event.body.type === 'notice' && event.body.code === 'loop' && holdOnLoop !== undefined)
        this.#holds.holdForLoop();
      const found = loops.add(event);
      money.add(event);
      approvals.add(event);
      options.money.written(event.body);
      return found;
    };
    money.keeper.resume(now());
    this.log = new RunLog({ run, lastSequence, committer, listener, now, redactor, inspect });
    this.drafts = new Drafts(tell);
    this.#holds = new HoldDesk({
      log: this.log,
      recorded,
      isPausing: options.debug,
      isLooping: holdOnLoop !== undefined && loops.isOpen,
      breakpoints: options.breakpoints,
    });
    this.#built = options.built;
    const keeper = new CheckpointKeeper({ run, owner, store, log: this.log });
    this.#door = new EffectDoor({
      run,
      mode: 'live',
      log: this.log,
      recorded,
      order: new ReleaseOrder({ recorded: recorded.order, isQuiet: this.#built.isQuiet }),
      holds: this.#holds,
      drafts: this.drafts,
      budgets: options.money.budgetsOf(money),
      approvals: { keeper: approvals, memory: options.approvalMemory },
      now,
      random: options.random,
      wait: options.wait,
      isTerminationAsked: () => this.#isTerminationAsked,
      onCheckpoint: (make) => {
        // What a loaded state holds has no numbers that a checkpoint could name: such a run is entered from its start.
        if (recorded.isExhausted && lineage.state === undefined)
          keeper.offer(make)?.catch((error: unknown) => this.lose(error));
      },
    });
  }

  get waitingFor(): JsonObject | null {
    return this.#holds.waitingFor;
  }

  /** Works on the run until it is over or leaves. Never rejects. */
  async work(): Promise<RunOutcome> {
    const { due } = this.#options.lineage;
    if (due !== undefined) this.log.append(due);
    const end = await this.#enterToEnd();
    const left = this.#left ?? { status: this.#holds.status, waitingFor: this.waitingFor };
    if (end !== undefined) this.#writeEnd(end);
    this.#door.abort(new RunAbortedError('The run is over.'));
    await this.log.flushed();
    const hasEnded = end !== undefined && this.#problem === null;
    await this.#letGo(hasEnded ? end.reason : left.status);
    if (!hasEnded) return { type: 'parked', waitingFor: left.waitingFor, problem: this.#problem };
    return { type: 'ended', reason: end.reason, stopReason: end.stopReason, message: end.error?.message ?? null };
  }

  /** How the run ended; undefined where it did not, but was left here. */
  async #enterToEnd(): Promise<End | undefined> {
    let end: End | undefined;
    try {
      end = finished(await enterRun(this.#built.team, new ScopedEffects(this.#door, ''), this.#options.lineage));
    } catch (error) {
      if (this.#isStopped) end = { reason: 'stopped', stopReason: null };
      else if (error instanceof DivergenceError) this.#problem ??= error.message;
      else if (!(error instanceof RunAbortedError))
        end = { reason: 'failed', stopReason: null, error: toEffectError(error) };
    }
    return this.#problem === null ? end : undefined;
  }

  /** Gives the run free. Where that cannot be written, its owner is found to be gone later: the log stands as it is. */
  async #letGo(status: RunStatus): Promise<void> {
    try {
      await this.#built.stop();
      if (this.#problem === null) this.#options.store.release(this.run, this.#options.owner, status);
    } catch (error) {
      this.#problem ??= failureText(error);
    }
  }

  #writeEnd(end: End): void {
    this.#door.abandonOpenTurns(end.reason === 'stopped' ? 'The run was stopped.' : (end.error?.message ?? ''));
    const totals = this.#options.lineage.totals.value;
    this.log.append(
      { type: 'run-end', place: 'run-end', ...end, totals },
      { status: end.reason, stopReason: end.stopReason, isPrecious: true },
    );
  }

  control(control: RunControl): void {
    if (control.type === 'terminate') this.#isTerminationAsked = true;
    else if (control.type === 'stop') this.#stop();
    else if (control.type === 'set-budget' || control.type === 'switch-model') this.#changeMoney(control);
    else if (control.type === 'set-approvals') this.#changeApprovals(control);
    else this.#holds.control(control);
    // Whoever goes on from a budget's hold asks whether it fits now: another day may have begun.
    if (control.type === 'continue') this.#options.money.lookAgain();
  }

  #changeMoney(control: MoneyControl): void {
    const command = this.#options.money.toCommand(control);
    if (this.#isStopped) return;
    this.log.append({ type: 'command', place: 'budget', command });
    this.#holds.letGoUnreached('budget');
  }

  #changeApprovals(command: Extract<RunControl, { type: 'set-approvals' }>): void {
    if (this.#isStopped) return;
    this.log.append({ type: 'command', place: 'approvals', command });
    this.#holds.letGoUnreached('approval');
    this.#door.approvalsChanged();
  }

  #stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.log.append({
      type: 'command',
      place: 'run-end',
      command: { type: 'stop', reason: 'The user stopped the run.' },
    });
    this.#door.abort(new RunAbortedError('The run was stopped.'));
  }

  /** Leaves the run as it is, to be resumed here or elsewhere. Nothing is written. */
  park(): void {
    this.#left = { status: this.#holds.status, waitingFor: this.waitingFor };
    this.#door.abort(new RunAbortedError('The run was left here.'));
  }

  /** Something went wrong that no agent can report: nothing more is done here, and the run can be resumed. */
  lose(error: unknown): void {
    this.#problem ??= failureText(error);
    this.#door.abort(new RunAbortedError(failureText(error)));
  }

  #tellEvents(events: readonly RunEvent[]): void {
    for (const event of events) {
      this.#options.lineage.totals.add(event);
      this.#options.money.written(event.body); // what was kept free of the day is given back by the commit
      this.#options.tell({ type: 'event', event });
    }
  }
}

function finished(result: TeamResult | undefined): End {
  const { stopReason = null, detail, progress } = result ?? {};
  return {
    reason: 'finished',
    stopReason,
    ...(detail !== undefined && { detail }),
    ...(progress !== undefined && { progress }),
  };
}
