import type { ChatItem } from '../../shared/chat/chat-item.ts';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import type { RunId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { HoldReason, RunEvent, RunEventBody } from '../../shared/run/event.ts';
import { outerTurn } from './place-counter.ts';

type EffectEnd = Extract<RunEventBody, { type: 'effect-end' }>;

/** An outcome as the log has it. */
export interface RecordedOutcome {
  readonly sequence: number;
  readonly body: EffectEnd;
  /** False where its request was hashed in a way of before: then it cannot be told whether the request is the same. */
  readonly isComparable: boolean;
}

/** A hold as the log knows it. */
export interface RecordedHold {
  readonly run: RunId;
  readonly why: HoldReason;
  readonly pending: JsonObject;
  isReleased: boolean;
  /** It was ended before anybody waited there again: it may be asked once more, and an answer to it is kept until then. */
  mayReturn?: true;
  /** The pending message as a person edited it. */
  edited: ChatMessage | undefined;
}

/**
 * What the log of a run holds, by place: the answers to a run that is entered again. Each is given out once. Turns that
 * were abandoned are left out: they are not entered again.
 */
export class RecordedHistory {
  readonly #outcomes = new Map<string, RecordedOutcome>();
  readonly #items = new Map<string, { sequence: number; item: ChatItem }>();
  readonly #marks = new Set<string>();
  readonly #begun = new Map<string, RunId>();
  readonly #abandoned = new Set<string>();
  readonly #terminated = new Set<string>();
  readonly #unusedByTurn = new Map<string, number>();
  readonly #order: string[];
  readonly #hashedOtherwise: ReadonlySet<RunId>;
  readonly holds = new Map<string, RecordedHold>();
  #unused = 0;

  /**
   * What a parent run was waiting for, or had begun, does not concern its child. `hashedOtherwise`: runs of the lineage whose
   * model requests are hashed in a way of before.
   */
  constructor(events: Iterable<RunEvent>, run: RunId, hashedOtherwise: ReadonlySet<RunId> = new Set()) {
    this.#hashedOtherwise = hashedOtherwise;
    for (const event of events) this.#add(event);
    for (const [place, hold] of this.holds) if (!hold.isReleased && hold.run !== run) this.holds.delete(place);
    for (const [place, beganIn] of this.#begun) if (beganIn !== run) this.#begun.delete(place);
    this.#order = [];
    for (const place of this.#outcomes.keys()) {
      if (this.#isAbandonedPlace(place)) this.#outcomes.delete(place);
      else this.#order.push(place);
    }
    for (const place of this.#items.keys()) if (this.#isAbandonedPlace(place)) this.#items.delete(place);
    for (const place of [...this.#outcomes.keys(), ...this.#items.keys()]) this.#count(place, 1);
  }

  #add({ run, body, sequence }: RunEvent): void {
    if (body.type === 'effect-end' && body.kind === 'approval') return; // it stands for nothing but the call it is about
    if (body.type === 'effect-end') {
      const isComparable = body.kind !== 'model' || !this.#hashedOtherwise.has(run);
      this.#outcomes.set(body.place, { sequence, body, isComparable });
      this.#begun.delete(body.place);
    } else if (body.type === 'message') this.#items.set(body.place, { sequence, item: body.message });
    else if (body.type === 'turn-start' || body.type === 'turn-end') this.#marks.add(body.place);
    else if (body.type === 'effect-start') this.#begun.set(body.place, run);
    else if (body.type === 'turn-abandoned') this.#abandoned.add(body.path);
    else if (body.type === 'hold') {
      const { place, why, pending } = body;
      this.holds.set(place, { run, why, pending, isReleased: false, edited: undefined });
    } else if (body.type === 'release') this.#changeHold(body.place, (hold) => (hold.isReleased = true));
    else if (body.type === 'command' && body.command.type === 'terminate') this.#terminated.add(body.place);
    else if (body.type === 'command' && body.command.type === 'edit-message') {
      const { message } = body.command;
      this.#changeHold(body.place, (hold) => (hold.edited = message));
    }
  }

  #changeHold(place: string, change: (hold: RecordedHold) => void): void {
    const hold = this.holds.get(place);
    if (hold !== undefined) change(hold);
  }

  #isAbandonedPlace(place: string): boolean {
    const turn = outerTurn(place);
    return turn !== undefined && this.#abandoned.has(turn);
  }

  #count(place: string, change: 1 | -1): void {
    this.#unused += change;
    const turn = outerTurn(place);
    if (turn !== undefined) this.#unusedByTurn.set(turn, (this.#unusedByTurn.get(turn) ?? 0) + change);
  }

  /** Places of recorded outcomes in the order of their commits. */
  get order(): readonly string[] {
    return this.#order;
  }

  takeOutcome(place: string): RecordedOutcome | undefined {
    const found = this.#outcomes.get(place);
    if (found === undefined) return undefined;
    this.#outcomes.delete(place);
    this.#count(place, -1);
    return found;
  }

  takeItem(place: string): { sequence: number; item: ChatItem } | undefined {
    const found = this.#items.get(place);
    if (found === undefined) return undefined;
    this.#items.delete(place);
    this.#count(place, -1);
    return found;
  }

  hasMark(place: string): boolean {
    return this.#marks.has(place);
  }

  /** True where an effect began and its outcome is not known. */
  hasBegun(place: string): boolean {
    return this.#begun.has(place);
  }

  isAbandoned(path: string): boolean {
    return this.#abandoned.has(path);
  }

  /** True where somebody's wish to end the run took effect. */
  isTerminatedAt(place: string): boolean {
    return this.#terminated.has(place);
  }

  /** True when all that is recorded has been given out: the run is at its own front again. */
  get isExhausted(): boolean {
    return this.#unused === 0;
  }

  /** A recorded place that this turn did not ask for, if there is one. */
  leftOver(turn?: string): string | undefined {
    if (turn === undefined ? this.#unused === 0 : (this.#unusedByTurn.get(turn) ?? 0) === 0) return undefined;
    const belongs = (place: string): boolean => turn === undefined || outerTurn(place) === turn;
    return [...this.#outcomes.keys(), ...this.#items.keys()].find(belongs);
  }
}
