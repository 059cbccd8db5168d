import { keepPieces } from '../../shared/run/stream-pieces.ts';
import type { ChatItem } from '../../shared/chat/chat-item.ts';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import type { ContentHash, RunId } from '../../shared/ids.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import { hexDigest } from '../core/digest.ts';
import type { Committed, GatePoint, ItemDraft, Outcome, Recorded, StepRequest, TurnRequest } from '../core/effects.ts';
import { EffectFailedError, type RunAbortedError } from '../core/errors.ts';
import { ApprovalGate } from './approval-gate.ts';
import type { ApprovalParts } from './approval-parts.ts';
import type { Made, Wait } from './attempts.ts';
import { BudgetGate } from './budget-gate.ts';
import type { BudgetParts } from './budget-parts.ts';
import { CrashGate } from './crash-gate.ts';
import { DivergenceError } from './divergence.ts';
import type { Drafts } from './drafts.ts';
import type { HoldDesk } from './hold-desk.ts';
import { EditGate } from './edit-gate.ts';
import { HoldGate } from './hold-gate.ts';
import { performEffect } from './perform-effect.ts';
import { outerTurn } from './place-counter.ts';
import type { RecordedHistory, RecordedOutcome } from './recorded-history.ts';
import type { ReleaseOrder } from './release-order.ts';
import type { RunLog } from './run-log.ts';
import { isSameItem } from './same-item.ts';
import { SessionGate } from './session-gate.ts';
import type { Spot } from './spot.ts';
import { type NextGate, throughGates } from './step-gate.ts';

export interface DoorOptions {
  readonly run: RunId;
  /** `replay`: no outside call at all, nothing is written, every divergence stops. */
  readonly mode: 'live' | 'replay';
  readonly log: RunLog;
  readonly recorded: RecordedHistory;
  readonly order: ReleaseOrder;
  readonly holds: HoldDesk;
  readonly drafts: Drafts;
  readonly budgets: BudgetParts;
  readonly approvals: ApprovalParts;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly wait: Wait;
  /** Keeps a checkpoint where it is worth its bytes. */
  readonly onCheckpoint: (make: () => JsonObject) => void;
  /** Sees each step as it is asked for; its request is made whole only where it is looked at. */
  readonly look?: (place: string, request: StepRequest<Json>) => void;
  /** True once somebody asked the run to end at the next check. */
  readonly isTerminationAsked: () => boolean;
}

/**
 * The effect door of one run (architecture section 6). If the log has the outcome for this place, it is used; else the
 * gates are passed, the effect is done, and its outcome committed before anyone sees it.
 */
export class EffectDoor {
  readonly options: DoorOptions;
  readonly #abort = new AbortController();
  /** Turns that have begun and not ended, each with why it failed, if it did. */
  readonly #openTurns = new Map<string, string>();

  #time = { ms: Number.NaN, text: '' };

  /** Between the log and the effect, in the order of architecture section 6: hold, edits and mocks, cache, budget, approval. */
  readonly #enter: NextGate;
  readonly #budgetGate: BudgetGate;
  readonly #approvalGate: ApprovalGate;

  constructor(options: DoorOptions) {
    this.options = options;
    const { underWay } = options.budgets.keeper;
    const performing = { ...options, signal: this.signal };
    this.#budgetGate = new BudgetGate(performing);
    this.#approvalGate = new ApprovalGate(options);
    const gates = [
      new HoldGate(options),
      new EditGate(options.approvals),
      new CrashGate({ ...options, lostAt: (place) => underWay.get(place) }),
      new SessionGate(options),
      this.#budgetGate,
      this.#approvalGate,
    ];
    this.#enter = throughGates(gates, (step) => performEffect(step, performing));
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Lets nothing more through: what waits is let go, what runs is aborted, nothing more is recorded by agents. */
  abort(error: RunAbortedError): void {
    if (this.#abort.signal.aborted) return;
    this.#abort.abort(error);
    this.options.holds.abort(error);
  }

  checkOpen(): void {
    if (this.#abort.signal.aborted) throw this.#abort.signal.reason as RunAbortedError;
  }

  /** What agents may do without asking has changed. */
  approvalsChanged(): void {
    this.#approvalGate.lookAgain();
  }

  step<T extends Json>(spot: Spot, request: StepRequest<T>): Promise<Committed<T>> {
    const { recorded, look } = this.options;
    look?.(spot.place, request);
    const known = recorded.takeOutcome(spot.place);
    return known === undefined ? this.#stepLive(spot, request) : this.#giveBack(known, request);
  }

  async #giveBack<T extends Json>(known: RecordedOutcome, request: StepRequest<T>): Promise<Committed<T>> {
    this.checkOpen();
    const { body, sequence, isComparable } = known;
    const { place } = body;
    if (isComparable && body.requested !== request.requested) throw new DivergenceError('changed', place);
    await this.options.order.recorded(place);
    this.checkOpen();
    if (body.error !== undefined) throw new EffectFailedError(place, body.error);
    return { value: request.parse(body.outcome ?? null), sequence };
  }

  async #stepLive<T extends Json>(spot: Spot, request: StepRequest<T>): Promise<Committed<T>> {
    this.checkOpen();
    const { order, mode } = this.options;
    if (mode === 'replay') throw new DivergenceError('new', spot.place);
    let made: Made<T>;
    order.leave();
    try {
      made = await this.#enter({ spot, request });
    } finally {
      order.comeBack();
    }
    this.checkOpen();
    const committed = this.#commit(spot, request, made);
    const flushed = this.options.log.flushed();
    if (flushed !== undefined) await flushed;
    const turn = order.live();
    if (turn !== undefined) await turn;
    this.checkOpen();
    if (made.error !== undefined) throw new EffectFailedError(spot.place, made.error);
    return committed;
  }

  #commit<T extends Json>({ place }: Spot, request: StepRequest<T>, made: Made<T>): Committed<T> {
    const { outcome, error, effective, lost, startedAtMs, waitedMs, chunks } = made;
    const event = this.options.log.append(
      {
        type: 'effect-end',
        place,
        kind: request.kind,
        requested: request.requested as ContentHash,
        ...(effective === undefined ? {} : { effective }),
        ...(outcome === undefined ? {} : { outcome: outcome.value, ...costOf(outcome) }),
        ...(error === undefined ? {} : { error, ...askedOf(request, made) }),
        ...(lost === undefined ? {} : { lost }),
        startedAtMs,
        durationMs: Math.max(0, this.options.now() - startedAtMs - (waitedMs ?? 0)),
        ...(request.draft?.keepChunks && chunks.length > 0
          ? {
              chunks: keepPieces(chunks, this.options.log.redactor.value(outcome?.value ?? null)),
              draft: { messageId: request.draft.messageId, source: request.draft.source },
            }
          : {}),
      },
      // What a person said is not asked for again.
      { isPrecious: request.precious || waitedMs !== undefined },
    );
    // Read as it will be read back: what follows must be equal when the run is entered again.
    const value = outcome === undefined ? (null as T) : request.parse(event.body.outcome ?? null);
    return { value, sequence: event.sequence };
  }

  emit<T extends ChatItem>({ place, path }: Spot, draft: ItemDraft): Recorded<T> {
    this.checkOpen();
    const { recorded, mode, log, drafts, run, now } = this.options;
    const known = recorded.takeItem(place);
    if (known !== undefined) {
      if (!isSameItem(known.item, draft)) throw new DivergenceError('changed', place);
      return { item: known.item as T, sequence: known.sequence };
    }
    if (mode === 'replay') throw new DivergenceError('new', place);
    const id = draft.id || derivedId(run, place);
    const created_at = this.#timeText(now());
    const stamp = { id, source: draft.source, models_usage: null, metadata: {}, created_at };
    const item = Object.assign(stamp, draft) as unknown as T;
    item.id = id; // where the draft has an empty one
    const { sequence, body } = log.append({ type: 'message', place, path, message: item });
    drafts.settle(item.id);
    return { item: body.message, sequence };
  }

  /** Made once a millisecond: scripted turns come many in one. */
  #timeText(nowMs: number): string {
    if (nowMs !== this.#time.ms) this.#time = { ms: nowMs, text: new Date(nowMs).toISOString() };
    return this.#time.text;
  }

  /** A fresh id, the same each time the run is entered again. */
  newId(place: string): string {
    return derivedId(this.options.run, place);
  }

  gate(spot: Spot, at: GatePoint): Promise<ChatMessage | undefined> | undefined {
    this.checkOpen();
    const { recorded, holds, budgets } = this.options;
    const isHeld = recorded.holds.size > 0 || holds.reasonAt(at.point, at.speaker) !== undefined;
    const isCounted = at.point === 'turn' && (budgets.keeper.hasLimits || budgets.day.limitsWork);
    return isHeld || isCounted ? this.#waitAt(spot, at) : undefined;
  }

  async #waitAt({ place, path }: Spot, { point, speaker, pending }: GatePoint): Promise<ChatMessage | undefined> {
    const { recorded, holds, order, mode } = this.options;
    const known = recorded.holds.get(place);
    if (mode === 'replay') return known?.edited;
    const why = known === undefined ? holds.reasonAt(point, speaker) : 'pause';
    let edited = known?.edited;
    if (why !== undefined && !known?.isReleased) {
      ({ edited } = await order.outside(() => holds.hold({ place, path, why, point, pending: pending() })));
    }
    if (point === 'turn') await this.#untilTurnFits({ place, path });
    this.checkOpen();
    return edited;
  }

  async #untilTurnFits(spot: Spot): Promise<void> {
    const wait = this.#budgetGate.beforeTurn(spot);
    if (wait !== undefined) await this.options.order.outside(() => wait);
  }

  terminationRequested(place: string): boolean {
    this.checkOpen();
    const { recorded, isTerminationAsked, log } = this.options;
    if (recorded.isTerminatedAt(place)) return true;
    if (!recorded.isExhausted || !isTerminationAsked()) return false;
    log.append({ type: 'command', place, command: { type: 'terminate' } });
    return true;
  }

  /** Records that a turn begins. */
  beginTurn(turn: TurnRequest & { readonly path: string }): void {
    const place = `${turn.path}/turn-start`;
    if (!this.#isMarked(place)) this.options.log.append({ type: 'turn-start', place, ...turn });
    this.#openTurns.set(turn.path, '');
  }

  endTurn(path: string, number: number): void {
    this.#openTurns.delete(path);
    if (this.#abort.signal.aborted) return;
    const place = `${path}/turn-end`;
    const leftOver = outerTurn(place) === path ? this.options.recorded.leftOver(path) : undefined;
    if (leftOver !== undefined) throw new DivergenceError('missing', leftOver);
    if (!this.#isMarked(place)) this.options.log.append({ type: 'turn-end', place, path, number });
    this.options.drafts.dropUnder(`${path}/`);
  }

  /** The turn failed. It is recorded as abandoned when its run ends; one that can be entered again stays open. */
  abandonTurn(path: string, reason: string): void {
    this.#openTurns.set(path, reason);
  }

  /** Records that no open turn will bring its message any more. */
  abandonOpenTurns(reason: string): void {
    this.#abandonCalls(reason);
    for (const [path, ownReason] of this.#openTurns) {
      const place = `${path}/turn-abandoned`;
      this.options.log.append({ type: 'turn-abandoned', place, path, reason: ownReason || reason });
      this.options.drafts.dropUnder(`${path}/`);
    }
    this.#openTurns.clear();
  }

  /** What was under way is booked with the most that it can have used. */
  #abandonCalls(reason: string): void {
    for (const [place, lost] of [...this.options.budgets.keeper.underWay]) {
      const error = { code: 'cancelled', message: `${reason} This call was under way, and may have to be paid for.` };
      this.options.log.append({ type: 'attempt', place, number: 1, error, waitMs: 0, lost });
    }
  }

  #isMarked(place: string): boolean {
    if (this.options.recorded.hasMark(place)) return true;
    if (this.options.mode === 'replay') throw new DivergenceError('new', place);
    return false;
  }
}

/** Who failed to answer, where a model was asked. */
function askedOf({ bill }: StepRequest<Json>, { passedTo }: Made<Json>): { model?: string } {
  const model = passedTo ?? bill?.().models[0];
  return model === undefined ? {} : { model };
}

function costOf({ usage, model, cached }: Outcome<Json>): Pick<Outcome<Json>, 'usage' | 'model' | 'cached'> {
  return {
    ...(usage === undefined ? {} : { usage }),
    ...(model === undefined ? {} : { model }),
    ...(cached === undefined ? {} : { cached }),
  };
}

/** A name-based UUID of the run and the place. */
function derivedId(run: RunId, place: string): string {
  const hex = hexDigest(`${run}\n${place}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
