import type { ChatItem } from '../../shared/chat/chat-item.ts';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type {
  Branch,
  Committed,
  Effects,
  GatePoint,
  ItemDraft,
  Recorded,
  StepRequest,
  TurnRequest,
} from '../core/effects.ts';
import type { EffectDoor } from './effect-door.ts';
import { joinPath, PlaceCounter } from './place-counter.ts';
import type { Spot } from './spot.ts';
import { TurnCutError } from './turn-cut-error.ts';

/** How a branch ends. */
interface Ending {
  readonly close: () => void;
  readonly abandon: (reason: string) => void;
}

const STAYS_OPEN: Ending = { close: () => undefined, abandon: () => undefined };

/** The door as it looks from one path of the run. */
export class ScopedEffects implements Branch {
  readonly #door: EffectDoor;
  readonly #places: PlaceCounter;
  readonly #ending: Ending;

  constructor(door: EffectDoor, path: string, ending: Ending = STAYS_OPEN) {
    this.#door = door;
    this.#places = new PlaceCounter(path);
    this.#ending = ending;
  }

  get path(): string {
    return this.#places.path;
  }

  get signal(): AbortSignal {
    return this.#door.signal;
  }

  #spot(kind: string): Spot {
    return { place: this.#places.next(kind), path: this.path };
  }

  step<T extends Json>(request: StepRequest<T>): Promise<Committed<T>> {
    return this.#door.step(this.#spot(request.kind), request);
  }

  emit<T extends ChatItem = ChatItem>(draft: ItemDraft): Recorded<T> {
    return this.#door.emit<T>(this.#spot('message'), draft);
  }

  newId(): string {
    return this.#door.newId(this.#places.next('id'));
  }

  gate(point: GatePoint): Promise<ChatMessage | undefined> | undefined {
    return this.#door.gate(this.#spot(`gate-${point.point}`), point);
  }

  terminationRequested(): boolean {
    return this.#door.terminationRequested(this.#places.next('termination'));
  }

  child(name: string): Effects {
    return new ScopedEffects(this.#door, joinPath(this.path, name));
  }

  offerCheckpoint(make: () => JsonObject): void {
    if (this.path === '') this.#door.options.onCheckpoint(make);
  }

  open(kinds: readonly string[]): readonly Branch[] {
    const leave = this.#door.options.order.open(kinds.length);
    return kinds.map((kind) => {
      const close = once(leave);
      return new ScopedEffects(this.#door, this.#places.next(kind), { close, abandon: close });
    });
  }

  openTurns(turns: readonly TurnRequest[]): readonly Branch[] {
    this.#door.checkOpen();
    const paths = turns.map(({ number, speaker }) => joinPath(this.path, `turn/${number}/${speaker}`));
    const leave = this.#door.options.order.open(turns.length);
    return turns.map((turn, index) => {
      const path = paths[index]!; // one path a turn
      if (this.#door.options.recorded.isAbandoned(path)) return new CutTurn(this.#door, path, once(leave));
      this.#door.beginTurn({ ...turn, path });
      return new ScopedEffects(this.#door, path, this.#turnEnding(path, { number: turn.number, leave }));
    });
  }

  #turnEnding(path: string, { number, leave }: { number: number; leave: () => void }): Ending {
    const leaveOnce = once(leave);
    return {
      close: () => {
        leaveOnce();
        this.#door.endTurn(path, number);
      },
      abandon: (reason) => {
        leaveOnce();
        this.#door.abandonTurn(path, reason);
      },
    };
  }

  close(): void {
    this.#ending.close();
  }

  abandon(reason: string): void {
    this.#ending.abandon(reason);
  }
}

/** A turn that was abandoned in the log: it ends where it begins, while others of its round go on. */
class CutTurn extends ScopedEffects {
  constructor(door: EffectDoor, path: string, leave: () => void) {
    super(door, path, { close: leave, abandon: leave });
  }

  override gate(): Promise<never> {
    return Promise.reject(new TurnCutError(this.path));
  }
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    action();
  };
}
