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
  /** What the handler now running has sent and not been answered yet. */
  readonly awaited = new Set<Delivery<Message>>();

  constructor(id: AgentId) {
    this.id = id;
  }
}

/** How the promise of `send` is settled. */
interface Answer<Message> {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** The mailbox of the sender when it sent this while handling a message. */
  readonly asker: Mailbox<Message> | undefined;
}

const neverAborted = new AbortController().signal;

/** One message on its way to one agent; it serves the handler as its context, so nothing more is made for a message. */
export class Delivery<Message> implements MessageContext {
  readonly message: Message;
  readonly mailbox: Mailbox<Message>;
  readonly topic: TopicId | undefined;
  readonly #options: PublishOptions;
  readonly #number: number;
  readonly #answer: Answer<Message> | undefined;
  #stopListening: (() => void) | undefined;
  #isCancelled = false;

  constructor(parts: {
    message: Message;
    mailbox: Mailbox<Message>;
    topic: TopicId | undefined;
    options: PublishOptions;
    /** Of the message, not of the delivery: what one publication brings to several agents has one number. */
    number: number;
    answer: Answer<Message> | undefined;
  }) {
    this.message = parts.message;
    this.mailbox = parts.mailbox;
    this.topic = parts.topic;
    this.#options = parts.options;
    this.#number = parts.number;
    this.#answer = parts.answer;
    if (this.#answer !== undefined) this.#await(this.#answer);
  }

  get sender(): AgentId | undefined {
    return this.#options.sender;
  }

  get isRpc(): boolean {
    return this.#answer !== undefined;
  }

  get signal(): AbortSignal {
    return this.#options.signal ?? neverAborted;
  }

  get messageId(): string {
    return this.#options.messageId ?? `message-${this.#number}`;
  }

  /** True when the sender has given up waiting. */
  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  topicFor(type = 'default'): TopicId {
    return { type, source: this.mailbox.id.key };
  }

  resolve(answer: unknown): void {
    this.#settle();
    this.#answer?.resolve(answer);
  }

  reject(error: unknown): void {
    this.#settle();
    this.#answer?.reject(error);
  }

  #await(answer: Answer<Message>): void {
    answer.asker?.awaited.add(this);
    const { signal } = this.#options;
    if (signal === undefined) return;
    const cancel = (): void => {
      this.#isCancelled = true;
      this.reject(signal.reason);
    };
    signal.addEventListener('abort', cancel, { once: true });
    this.#stopListening = () => signal.removeEventListener('abort', cancel);
  }

  #settle(): void {
    this.#answer?.asker?.awaited.delete(this);
    this.#stopListening?.();
    this.#stopListening = undefined;
  }
}

/**
 * The way from `from` to `to` along agents that wait for each other's answers; undefined when there is none.
 * Asked before `to` begins to wait for `from`, so that no circle of waiting agents ever closes.
 */
export function waitingPath<Message>(from: Mailbox<Message>, to: Mailbox<Message>): AgentId[] | undefined {
  if (from === to) return [from.id];
  if (from.awaited.size === 0) return undefined;
  const previous = new Map<Mailbox<Message>, Mailbox<Message> | undefined>([[from, undefined]]);
  for (const mailbox of previous.keys()) {
    for (const { mailbox: next } of mailbox.awaited) {
      if (!previous.has(next)) previous.set(next, mailbox);
    }
  }
  if (!previous.has(to)) return undefined;
  const path: AgentId[] = [];
  for (let at: Mailbox<Message> | undefined = to; at !== undefined; at = previous.get(at)) path.unshift(at.id);
  return path;
}
