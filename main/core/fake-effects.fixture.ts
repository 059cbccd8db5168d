import type { ChatItem } from '../../shared/chat/chat-item.ts';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { RunId } from '../../shared/ids.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { RunEvent, RunEventBody } from '../../shared/run/event.ts';
import type {
  Branch,
  Committed,
  EffectContext,
  Effects,
  GatePoint,
  ItemDraft,
  Recorded,
  StepRequest,
  TurnRequest,
} from './effects.ts';
import { EffectFailedError } from './errors.ts';
import type { History } from './participant.ts';

const RUN = RunId.parse('fake');
const TIME = '2026-01-01T00:00:00.000Z';

/** What a test may decide about its door. */
export interface FakeDoorOptions {
  readonly askPerson?: EffectContext['askPerson'];
  /** The clock; without one it stands still. */
  readonly nowMs?: () => number;
  /** What a person makes of a pending message at a gate. */
  readonly gate?: (point: GatePoint, place: string) => Promise<ChatMessage | undefined> | ChatMessage | undefined;
}

/** A door without a run: does every step at once and keeps all in memory. What was asked for stands in lists. */
export class FakeDoor implements History {
  readonly log: RunEvent[] = [];
  /** Every step as it was asked for. */
  readonly steps: { place: string; request: StepRequest<Json> }[] = [];
  /** Pieces of streamed text, and `drop` where a draft was taken back. */
  readonly deltas: string[] = [];
  /** Beginning and end of turns and branches: `open turn/1/a`, `close turn/1/a`, `abandon turn/1/a: reason`. */
  readonly activations: string[] = [];
  readonly gates: string[] = [];
  readonly checkpoints: (() => JsonObject)[] = [];
  readonly options: FakeDoorOptions;
  readonly #counts = new Map<string, number>();
  readonly #abort = new AbortController();
  isTerminationAsked = false;

  constructor(options: FakeDoorOptions = {}) {
    this.options = options;
  }

  get root(): Effects {
    return new FakeEffects(this, '');
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get items(): ChatItem[] {
    return this.log.flatMap(({ body }) => (body.type === 'message' ? [body.message] : []));
  }

  event(sequence: number): RunEvent {
    const event = this.log[sequence - 1];
    if (event === undefined) throw new RangeError(`There is no event ${sequence}.`);
    return event;
  }

  /** The next place of a kind at a path. */
  place(path: string, kind: string): string {
    const key = path === '' ? kind : `${path}/${kind}`;
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return `${key}:${count}`;
  }

  append(body: RunEventBody): number {
    this.log.push({ run: RUN, sequence: this.log.length + 1, timestampMs: 0, body });
    return this.log.length;
  }

  /** A chat message as if it had been said before. */
  says(source: string, content: string): Recorded<ChatMessage> {
    return this.root.emit<ChatMessage>({ type: 'TextMessage', source, content });
  }
}

class FakeEffects implements Branch {
  readonly path: string;
  readonly #door: FakeDoor;

  constructor(door: FakeDoor, path: string) {
    this.#door = door;
    this.path = path;
  }

  get signal(): AbortSignal {
    return this.#door.signal;
  }

  async step<T extends Json>(request: StepRequest<T>): Promise<Committed<T>> {
    const place = this.#door.place(this.path, request.kind);
    this.#door.steps.push({ place, request });
    const { kind, requested } = request;
    const base = { type: 'effect-end', place, kind, requested, startedAtMs: 0, durationMs: 0 };
    try {
      const { value } = await request.execute(this.#context());
      const sequence = this.#door.append({ ...base, outcome: value } as RunEventBody);
      return { value: request.parse(value), sequence };
    } catch (error) {
      const failure = { code: 'unexpected', message: error instanceof Error ? error.message : String(error) };
      this.#door.append({ ...base, error: failure } as RunEventBody);
      throw new EffectFailedError(place, failure);
    }
  }

  #context(): EffectContext {
    const { deltas, options } = this.#door;
    return {
      signal: this.signal,
      nowMs: options.nowMs ?? (() => 0),
      onDelta: (_kind, text) => void deltas.push(text),
      dropDraft: () => void deltas.push('drop'),
      onFallback: ({ next }) => void deltas.push(`fallback to ${next}`),
      onWait: ({ message }) => void deltas.push(`wait: ${message}`),
      onNotice: (words) => void deltas.push(`notice: ${words}`),
      askPerson: options.askPerson ?? (() => Promise.reject(new Error('Nobody is there.'))),
    };
  }

  emit<T extends ChatItem = ChatItem>(draft: ItemDraft): Recorded<T> {
    const place = this.#door.place(this.path, 'message');
    const stamp = { id: `id of ${place}`, models_usage: null, metadata: {}, created_at: TIME };
    const item = { ...stamp, ...draft } as unknown as T;
    return { item, sequence: this.#door.append({ type: 'message', place, path: this.path, message: item }) };
  }

  newId(): string {
    return this.#door.place(this.path, 'id');
  }

  async gate(point: GatePoint): Promise<ChatMessage | undefined> {
    const place = this.#door.place(this.path, `gate-${point.point}`);
    this.#door.gates.push(place);
    return this.#door.options.gate?.(point, place);
  }

  terminationRequested(): boolean {
    return this.#door.isTerminationAsked;
  }

  child(name: string): Effects {
    return new FakeEffects(this.#door, this.#below(name));
  }

  offerCheckpoint(make: () => JsonObject): void {
    if (this.path === '') this.#door.checkpoints.push(make);
  }

  open(kinds: readonly string[]): readonly Branch[] {
    return kinds.map((kind) => this.#branch(this.#door.place(this.path, kind)));
  }

  #branch(path: string): Branch {
    this.#door.activations.push(`open ${path}`);
    return new FakeEffects(this.#door, path);
  }

  openTurns(turns: readonly TurnRequest[]): readonly Branch[] {
    return turns.map(({ number, speaker }) => this.#branch(this.#below(`turn/${number}/${speaker}`)));
  }

  close(): void {
    this.#door.activations.push(`close ${this.path}`);
  }

  abandon(reason: string): void {
    this.#door.activations.push(`abandon ${this.path}: ${reason}`);
  }

  #below(name: string): string {
    return this.path === '' ? name : `${this.path}/${name}`;
  }
}
