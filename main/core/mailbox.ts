import type { AgentId, TopicId } from './agent-id.ts';
import type { Agent, MessageContext, PublishOptions } from './agent-runtime.ts';
import { Fifo } from './fifo.ts';

/** The place of one agent: made with its first message, the agent itself at the first delivery. */
export class Mailbox<Message> {
  readonly id: AgentId;
  readonly inbox = new Fifo<Delivery<Message>>();
  agent: Agent<Message> | undefined;
  /** What is being handled now. */
  current: Delivery<Message> | undefined;
  /** True from the first queued message until the inbox is empty and nothing is being handled. */
  isActive = false;
  /** The latest answer that the handler now running waits for; the others follow by `before`. */
  awaited: PendingAnswer<Message> | undefined;

  constructor(id: AgentId) {
    this.id = id;
  }
}

/** One message as it was sent or published; what one publication brings to several agents shares it. */
interface Envelope<Message> {
  readonly message: Message;
  readonly topic: TopicId | undefined;
  readonly options: PublishOptions;
  readonly number: number;
}

const neverAborted = new AbortController().signal;

/** One message on its way to one agent; it serves the handler as its context, so nothing more is made for a message. */
export class Delivery<Message> implements MessageContext {
  readonly mailbox: Mailbox<Message>;
  /** Where the answer of a sent message goes; undefined for a published one. */
  answer: PendingAnswer<Message> | undefined;
  readonly #envelope: Envelope<Message>;

  constructor(envelope: Envelope<Message>, mailbox: Mailbox<Message>) {
    this.#envelope = envelope;
    this.mailbox = mailbox;
  }

  get message(): Message {
    return this.#envelope.message;
  }

  get sender(): AgentId | undefined {
    return this.#envelope.options.sender;
  }

  get topic(): TopicId | undefined {
    return this.#envelope.topic;
  }

  get isRpc(): boolean {
    return this.answer !== undefined;
  }

  get signal(): AbortSignal {
    return this.#envelope.options.signal ?? neverAborted;
  }

  get messageId(): string {
    return this.#envelope.options.messageId ?? `message-${this.#envelope.number}`;
  }

  topicFor(type = 'default'): TopicId {
    return { type, source: this.mailbox.id.key };
  }
}

/** The open promise of one `send`. Settles once; what comes later is dropped. */
export class PendingAnswer<Message> {
  readonly mailbox: Mailbox<Message>;
  /** Neighbours among what one handler waits for: a list in the answers themselves costs nothing to enter and leave. */
  before: PendingAnswer<Message> | undefined;
  after: PendingAnswer<Message> | undefined;
  /** True when the sender has given up waiting. */
  isCancelled = false;
  readonly #resolve: (answer: unknown) => void;
  readonly #reject: (error: unknown) => void;
  #asker: Mailbox<Message> | undefined;
  #stopListening: (() => void) | undefined;

  constructor(options: {
    /** Of the recipient. */
    mailbox: Mailbox<Message>;
    /** Of the sender, when it sent this while handling a message. */
    asker: Mailbox<Message> | undefined;
    signal: AbortSignal | undefined;
    resolve: (answer: unknown) => void;
    reject: (error: unknown) => void;
  }) {
    this.mailbox = options.mailbox;
    this.#resolve = options.resolve;
    this.#reject = options.reject;
    if (options.asker !== undefined) this.#enter(options.asker);
    if (options.signal !== undefined) this.#listen(options.signal);
  }

  resolve(answer: unknown): void {
    this.leave();
    this.#stopListening?.();
    this.#resolve(answer);
  }

  reject(error: unknown): void {
    this.leave();
    this.#stopListening?.();
    this.#reject(error);
  }

  /** The handler that sent this does not wait for it any more. */
  leave(): void {
    const asker = this.#asker;
    if (asker === undefined) return;
    if (asker.awaited === this) asker.awaited = this.before;
    if (this.before !== undefined) this.before.after = this.after;
    if (this.after !== undefined) this.after.before = this.before;
    this.before = undefined;
    this.after = undefined;
    this.#asker = undefined;
  }

  #enter(asker: Mailbox<Message>): void {
    this.#asker = asker;
    this.before = asker.awaited;
    if (this.before !== undefined) this.before.after = this;
    asker.awaited = this;
  }

  #listen(signal: AbortSignal): void {
    const cancel = (): void => {
      this.isCancelled = true;
      this.reject(signal.reason);
    };
    signal.addEventListener('abort', cancel, { once: true });
    this.#stopListening = () => signal.removeEventListener('abort', cancel);
  }
}

/**
 * The way from `from` to `to` along agents that wait for each other's answers; undefined when there is none.
 * Asked before `to` begins to wait for `from`, so that no circle of waiting agents ever closes.
 */
export function waitingPath<Message>(from: Mailbox<Message>, to: Mailbox<Message>): AgentId[] | undefined {
  if (from === to) return [from.id];
  if (from.awaited === undefined) return undefined;
  const previous = new Map<Mailbox<Message>, Mailbox<Message> | undefined>([[from, undefined]]);
  for (const mailbox of previous.keys()) {
    for (let answer = mailbox.awaited; answer !== undefined; answer = answer.before) {
      if (!previous.has(answer.mailbox)) previous.set(answer.mailbox, mailbox);
    }
  }
  if (!previous.has(to)) return undefined;
  const path: AgentId[] = [];
  for (let at: Mailbox<Message> | undefined = to; at !== undefined; at = previous.get(at)) path.unshift(at.id);
  return path;
}
