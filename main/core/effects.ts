import type { Said } from '../../shared/chat/attachment.ts';
import type { ChatItem } from '../../shared/chat/chat-item.ts';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { EffectKind, HoldPoint } from '../../shared/run/event.ts';
import type { Risk } from '../../shared/run/risk.ts';
import type { MissingSession } from '../../shared/run/missing-session.ts';
import type { StopProgress } from '../../shared/run/stop-progress.ts';
import type { Usage } from '../../shared/run/usage.ts';

type WithoutStamp<T> = T extends unknown
  ? Omit<T, 'id' | 'created_at' | 'models_usage' | 'metadata'> &
      Partial<Pick<ChatItem, 'id' | 'models_usage' | 'metadata'>>
  : never;
/** A message or event before its commit: its time, and unless given its id, come from the door. */
export type ItemDraft = WithoutStamp<ChatItem>;
/** A chat message before its commit. */
export type MessageDraft = WithoutStamp<ChatMessage>;

/** A message or event that stands in the log, with its number there. */
export interface Recorded<T extends ChatItem = ChatItem> {
  readonly item: T;
  readonly sequence: number;
}

/** The outcome of a committed effect, with its number in the log. */
export interface Committed<T> {
  readonly value: T;
  readonly sequence: number;
}

export type { Risk };

/** A question to a person. */
export interface PersonQuestion {
  readonly prompt: string;
  readonly agent: string;
  /** JSON Schema of the object that is wanted, where the answer is a form: then it is said as JSON text. */
  readonly form?: JsonObject;
  /** The server that asks, where it is none of the team. Such a question may also be answered by `decline` or `cancel`. */
  readonly server?: string;
}

/** Handed to `execute` of a step. */
export interface EffectContext {
  readonly signal: AbortSignal;
  /** What is left of a budget allows no longer answer; undefined: whatever the request allows. */
  readonly completionTokensAtMost?: number | undefined;
  /** Milliseconds since the Unix epoch, by the clock of the run. */
  readonly nowMs: () => number;
  /** Streams text of the draft that the step named; on the wire only. */
  readonly onDelta: (kind: 'text' | 'thought', text: string) => void;
  /** The streamed text so far becomes no message: take it off the wire. */
  readonly dropDraft: () => void;
  /** One way failed and another is tried at once: an attempt in the log. What was streamed so far is taken back. */
  readonly onFallback: (failed: { readonly error: unknown; readonly next: string }) => void;
  /** It waits in line, or has done so: see the event `wait`. */
  readonly onWait: (wait: { readonly message: string; readonly waitedMs: number | null }) => void;
  /** Something that a person should know and that changes nothing by itself, in a sentence: see the event `notice`. */
  readonly onNotice: (words: string) => void;
  /** Holds the run until a person has answered, for days if need be; or until nobody wants to know any more, and nothing was said. */
  readonly askPerson: (question: PersonQuestion, until?: AbortSignal) => Promise<Said>;
}

/** What `execute` gives back. `value` must be JSON. */
export interface Outcome<T> {
  readonly value: T;
  /** Its cost is put in by the door, where it has a bill. */
  readonly usage?: Usage;
  readonly cached?: boolean;
  /** Label of the model that answered. */
  readonly model?: string;
}

/** What is known of the cost of an effect before it is done. */
export interface Bill {
  /** Label of the model in the design. */
  readonly designed: string;
  /** Labels of the models that may answer, the first of them first; the dearest counts. */
  readonly models: readonly string[];
  /** No answer takes more: tokens read and written. */
  readonly atMost: { readonly promptTokens: number; readonly completionTokens: number };
  /** A shorter limit than this is not worth asking for, or refused. */
  readonly completionTokensAtLeast: number;
  /** True of an outcome that was cut off at its limit. */
  readonly isCut: (value: Json) => boolean;
}

/** One failed attempt of an effect. */
export interface FailedAttempt {
  readonly error: unknown;
  /** From 1. */
  readonly attempt: number;
  readonly hasShownDeltas: boolean;
  readonly random: number;
}

/** A call that a person may be asked about before it is made. */
export interface Approvable<T extends Json> {
  readonly tool: string;
  /** Which tool it is, beyond its name; undefined where nobody can tell, so that no answer is remembered for it. */
  readonly identity: string | undefined;
  readonly arguments: JsonObject;
  /** The same call with other arguments; a sentence where these are none for it. */
  readonly withArguments: (args: JsonObject) => Pick<StepRequest<T>, 'pending' | 'execute'> | string;
  /** The outcome of a call that was not allowed, with the reason for the model. */
  readonly denied: (reason: string) => T;
}

/** What earlier calls left somewhere that is gone since, because the run goes on in another process or what they left it in died. */
export interface LostSession {
  /** A call that the log holds was made: whatever it left is not here. */
  recall(): void;
  /** What a person is asked about before the next call; undefined: nothing is missing, or nothing that matters. */
  missing(): MissingSession | undefined;
  /** Go on without it. */
  forget(): void;
}

/** One effect as an agent asks for it. */
export interface StepRequest<T extends Json> {
  readonly kind: EffectKind;
  /** Digest of the request: equal requests have equal digests. Compared on resume and replay. */
  readonly requested: string;
  readonly risk: Risk;
  /** It may be made again after a crash without asking anybody, whatever its risk. */
  readonly isRepeatable?: boolean;
  /** Absent where it builds on nothing that earlier ones left outside. */
  readonly lost?: LostSession;
  /** What a held run shows of it; called only when it is held. */
  readonly pending: () => JsonObject;
  /** All of it, for whoever looks at a past call; called only then. Models only: a `Prompt`. */
  readonly whole?: () => JsonObject;
  /** The message that streamed text becomes. */
  readonly draft?: { readonly messageId: string; readonly source: string; readonly keepChunks: boolean };
  /** True for outcomes that cost money or touch the world: they are flushed to the disk (synchronous FULL). */
  readonly precious: boolean;
  /** Absent where it costs nothing that can be counted. */
  readonly bill?: () => Bill;
  /** Reads an outcome back from the log. @throws when it is not of this kind. */
  readonly parse: (value: Json) => T;
  /** For what writes, executes or uses the network: the outcome that a person reports after a crash. */
  readonly assumed?: (result: string) => T;
  /** After a failed attempt: milliseconds to wait before the next, or undefined to give up. `random` is in [0, 1). */
  readonly retry?: (failed: FailedAttempt) => number | undefined;
  /** Absent where it is no call that anybody could be asked about. */
  readonly approval?: Approvable<T>;
  readonly execute: (context: EffectContext) => Promise<Outcome<T>>;
}

/**
 * The only way from an agent or a team to the world and to the log: the effect door as it looks from inside.
 *
 * Contract:
 * - Every effect and every emission has a place: `path` and a count per kind. Equal runs ask at equal places.
 * - `step` commits its outcome before it hands it back. With a recorded outcome nothing is executed.
 * - `emit` is recorded at once and published in the order of recording; a recorded place gives back the recorded item.
 * - Outcomes of concurrent branches are handed back one at a time in the order of their commits.
 * - Whoever does things at the same time opens a branch for each before the first begins, and closes each once.
 *
 * @throws EffectFailedError from `step`, when the effect failed for good; the failure is in the log.
 * @throws RunAbortedError from everything, once `signal` is aborted.
 */
export interface Effects {
  /** Participant names from the root down, for example `turn/7/writer`. */
  readonly path: string;
  readonly signal: AbortSignal;
  step<T extends Json>(request: StepRequest<T>): Promise<Committed<T>>;
  emit<T extends ChatItem = ChatItem>(draft: ItemDraft): Recorded<T>;
  /** A fresh message id, derived from the run and the place. */
  newId(): string;
  /**
   * A safe point. Undefined where nothing is to be waited for, as almost always; else it waits while the run is held here,
   * and gives the message back as a person edited it, if one did.
   */
  gate(point: GatePoint): Promise<ChatMessage | undefined> | undefined;
  /** True from the moment somebody asked the run to end at the next check; the log keeps where that was. */
  terminationRequested(): boolean;
  /** The same door at a deeper path, for what is done one after the other. */
  child(name: string): Effects;
  /** Says that the whole run can be restored from what `make` gives, here and now. The door decides whether to keep it. */
  offerCheckpoint(make: () => JsonObject): void;
  /**
   * Opens concurrent branches, one for each kind given. Like everything else they are counted per kind: `call:0`, `call:1`.
   * Each must be closed exactly once, also after a failure.
   */
  open(kinds: readonly string[]): readonly Branch[];
  /** Opens the turns of one round, one branch each, and records their start. */
  openTurns(turns: readonly TurnRequest[]): readonly Branch[];
}

/** A safe point outside of effects: before a turn, or before a finished message is published. */
export interface GatePoint {
  readonly point: Exclude<HoldPoint, 'effect'>;
  readonly speaker: string;
  readonly pending: () => JsonObject;
}

/** One speaker's turn. `number` grows for the life of a team and is never used again. */
export interface TurnRequest {
  readonly number: number;
  readonly speaker: string;
  readonly why: string;
  /** The rule could not choose; this is what is done then. */
  readonly isFallback?: true;
  /** How near the stop rule is, for who watches. What is recorded of a turn stands. */
  readonly progress?: readonly StopProgress[];
}

/** A branch of the run's tree: an activation of its own. */
export interface Branch extends Effects {
  /** Ends the activation. Recorded outcomes that it did not ask for are a divergence. */
  close(): void;
  /** Ends the activation without its result. */
  abandon(reason: string): void;
}
