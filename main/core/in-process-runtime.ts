import type { JsonObject } from '../../shared/json.ts';
import { AgentDirectory } from './agent-directory.ts';
import type { AgentId, TopicId } from './agent-id.ts';
import type {
  Agent,
  AgentFactory,
  AgentMetadata,
  AgentRuntime,
  HandlerErrorListener,
  PublishOptions,
  SendOptions,
} from './agent-runtime.ts';
import { DeadlockError, MessageDroppedError, RuntimeStoppedError } from './errors.ts';
import { Fifo } from './fifo.ts';
import { DROP, InterceptionChain, type InterceptionHandler } from './interception.ts';
import { Delivery, PendingAnswer, waitingPath, type Mailbox } from './mailbox.ts';
import { SubscriptionTable, type Subscription } from './subscription.ts';

/** Activations between two turns of the event loop: microtasks alone would starve timers and input. */
const ACTIVATIONS_PER_YIELD = 256;

const settled = Promise.resolve();

const NO_OPTIONS: PublishOptions = {};

/**
 * Delivers messages within one process.
 *
 * Each agent has a first-in-first-out inbox; agents with something to do stand in one ready queue, which is drained in one
 * microtask without recursion. Whether the runtime is idle is told by one count of open deliveries, and every delivery
 * leaves it in one place, `#end`. (AutoGen: SingleThreadedAgentRuntime, whose count a dropped message leaves high for ever)
 */
export class InProcessRuntime<Message> implements AgentRuntime<Message> {
  readonly #directory = new AgentDirectory<Message>();
  readonly #subscriptions = new SubscriptionTable();
  readonly #interception = new InterceptionChain<Message>();
  readonly #onHandlerError: HandlerErrorListener;
  readonly #ready = new Fifo<Mailbox<Message>>();
  readonly #idleListeners: (() => void)[] = [];
  #openDeliveries = 0;
  #messageCount = 0;
  #activationsLeft = ACTIVATIONS_PER_YIELD;
  #isScheduled = false;
  #isDraining = false;
  #isStopped = false;
  #stopping: Promise<void> | undefined;

  constructor(onHandlerError: HandlerErrorListener) {
    this.#onHandlerError = onHandlerError;
  }

  /** True when nothing is queued and nothing is being handled. */
  get isIdle(): boolean {
    return this.#openDeliveries === 0;
  }

  /** True while a queued message can be handled without anything else happening first. */
  get hasReady(): boolean {
    return this.#isDraining || this.#ready.size > 0;
  }

  registerFactory(type: string, factory: AgentFactory<Message>): void {
    this.#directory.registerFactory(type, factory);
  }

  registerInstance(agent: Agent<Message>): void {
    this.#directory.registerInstance(agent);
  }

  addSubscription(subscription: Subscription): void {
    this.#subscriptions.add(subscription);
  }

  removeSubscription(id: string): void {
    this.#subscriptions.remove(id);
  }

  addInterceptionHandler(handler: InterceptionHandler<Message>): void {
    this.#interception.add(handler);
  }

  agentMetadata(id: AgentId): AgentMetadata {
    return this.#directory.metadata(id);
  }

  saveState(): Promise<JsonObject> {
    return this.#directory.saveState();
  }

  loadState(state: JsonObject): Promise<readonly string[]> {
    return this.#directory.loadState(state);
  }

  send(message: Message, recipient: AgentId, options: SendOptions = NO_OPTIONS): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#isStopped) throw new RuntimeStoppedError(recipient);
      options.signal?.throwIfAborted();
      const mailbox = this.#directory.mailbox(recipient.type, recipient.key);
      if (mailbox === undefined) throw this.#directory.undeliverable(recipient);
      const asker = this.#handlingMailbox(options.sender);
      const circle = asker && waitingPath(mailbox, asker);
      if (asker !== undefined && circle !== undefined) throw new DeadlockError([asker.id, ...circle]);
      const passing = this.#interception.isEmpty
        ? message
        : this.#interception.send(message, { sender: options.sender, recipient });
      if (passing === DROP) throw new MessageDroppedError('send', recipient);
      this.#messageCount += 1;
      const envelope = { message: passing, topic: undefined, options, number: this.#messageCount };
      const delivery = new Delivery(envelope, mailbox);
      delivery.answer = new PendingAnswer({ mailbox, asker, signal: options.signal, resolve, reject });
      this.#enqueue(delivery);
    });
  }

  publish(message: Message, topic: TopicId, options: PublishOptions = NO_OPTIONS): void {
    if (this.#isStopped) return;
    const { sender } = options;
    const passing = this.#interception.isEmpty ? message : this.#interceptPublish(message, { sender, topic });
    if (passing === DROP) return;
    this.#messageCount += 1;
    const envelope = { message: passing, topic, options, number: this.#messageCount };
    const key = topic.source;
    for (const type of this.#subscriptions.agentTypes(topic.type)) {
      if (sender !== undefined && sender.key === key && sender.type === type) continue;
      const mailbox = this.#directory.mailbox(type, key);
      if (mailbox === undefined) this.#report(this.#directory.undeliverable({ type, key }), { type, key });
      else this.#enqueue(new Delivery(envelope, mailbox));
    }
  }

  /** Resolves once every queued message, and every message those led to, has been handled. */
  idle(): Promise<void> {
    if (this.isIdle) return Promise.resolve();
    return new Promise((resolve) => this.#idleListeners.push(resolve));
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#shutDown();
    return this.#stopping;
  }

  async #shutDown(): Promise<void> {
    if (this.#isStopped) return; // an agent stops the runtime while it is being closed
    this.#isStopped = true;
    while (this.#ready.shift() !== undefined);
    const mailboxes = [...this.#directory.mailboxes()];
    for (const mailbox of mailboxes) {
      mailbox.current?.answer?.reject(new RuntimeStoppedError(mailbox.id));
      for (let queued = mailbox.inbox.shift(); queued !== undefined; queued = mailbox.inbox.shift()) {
        queued.answer?.reject(new RuntimeStoppedError(mailbox.id));
      }
    }
    this.#openDeliveries = 0;
    this.#tellIdle();
    for (const { id, agent } of mailboxes) {
      try {
        await agent?.close?.();
      } catch (error) {
        this.#report(error, id);
      }
    }
  }

  async stopWhenIdle(): Promise<void> {
    // A listener of the same moment may have sent something on.
    while (!this.isIdle) await this.idle();
    await this.stop();
  }

  /** The sender's mailbox while it handles a message: only then does its next message wait for the answer to this one. */
  #handlingMailbox(sender: AgentId | undefined): Mailbox<Message> | undefined {
    if (sender === undefined) return undefined;
    const mailbox = this.#directory.mailbox(sender.type, sender.key);
    return mailbox?.current === undefined ? undefined : mailbox;
  }

  #interceptPublish(message: Message, way: { sender: AgentId | undefined; topic: TopicId }): Message | typeof DROP {
    try {
      return this.#interception.publish(message, way);
    } catch (error) {
      this.#report(error, undefined);
      return DROP;
    }
  }

  #enqueue(delivery: Delivery<Message>): void {
    const { mailbox } = delivery;
    this.#openDeliveries += 1;
    mailbox.inbox.push(delivery);
    if (mailbox.isActive) return;
    mailbox.isActive = true;
    this.#makeReady(mailbox);
  }

  #makeReady(mailbox: Mailbox<Message>): void {
    this.#ready.push(mailbox);
    if (this.#isScheduled || this.#isDraining) return;
    this.#isScheduled = true;
    void settled.then(this.#drain); // half the cost of queueMicrotask, which makes an async resource each time
  }

  readonly #drain = (): void => {
    this.#isScheduled = false;
    this.#isDraining = true;
    for (;;) {
      if (this.#activationsLeft === 0 && this.#ready.size > 0) {
        this.#activationsLeft = ACTIVATIONS_PER_YIELD;
        this.#isScheduled = true;
        setImmediate(this.#drain);
        break;
      }
      const mailbox = this.#ready.shift();
      if (mailbox === undefined) break;
      this.#activationsLeft -= 1;
      this.#activate(mailbox);
    }
    this.#isDraining = false;
  };

  /** Lets the agent handle its oldest message. Never throws. */
  #activate(mailbox: Mailbox<Message>): void {
    const delivery = mailbox.inbox.shift();
    if (delivery === undefined) return;
    if (delivery.answer?.isCancelled === true) return this.#end(delivery);
    mailbox.current = delivery;
    try {
      const agent = mailbox.agent ?? this.#directory.agentOf(mailbox);
      const answer = agent.handle(delivery.message, delivery);
      const promise = toPromise(answer);
      if (promise === undefined) return this.#succeed(delivery, answer);
      promise.then(
        (value) => this.#succeed(delivery, value),
        (error: unknown) => this.#fail(delivery, error),
      );
    } catch (error) {
      this.#fail(delivery, error);
    }
  }

  #succeed(delivery: Delivery<Message>, value: unknown): void {
    if (this.#isStopped) return;
    const { answer } = delivery;
    if (answer !== undefined) {
      if (this.#interception.isEmpty) answer.resolve(value);
      else this.#interceptResponse({ delivery, answer, value });
    }
    this.#end(delivery);
  }

  #interceptResponse(response: { delivery: Delivery<Message>; answer: PendingAnswer<Message>; value: unknown }): void {
    const { delivery, answer, value } = response;
    const { id } = delivery.mailbox;
    try {
      const passing = this.#interception.response(value, { sender: id, recipient: delivery.sender });
      if (passing === DROP) answer.reject(new MessageDroppedError('response', id));
      else answer.resolve(passing);
    } catch (error) {
      answer.reject(error);
    }
  }

  #fail(delivery: Delivery<Message>, error: unknown): void {
    if (this.#isStopped) return;
    if (delivery.answer !== undefined) delivery.answer.reject(error);
    else this.#report(error, delivery.mailbox.id);
    this.#end(delivery);
  }

  /** Every delivery ends here, exactly once, however it went. */
  #end({ mailbox }: Delivery<Message>): void {
    mailbox.current = undefined;
    while (mailbox.awaited !== undefined) mailbox.awaited.leave();
    if (mailbox.inbox.size > 0) this.#makeReady(mailbox);
    else mailbox.isActive = false;
    this.#openDeliveries -= 1;
    if (this.#openDeliveries === 0) this.#tellIdle();
  }

  #tellIdle(): void {
    if (this.#idleListeners.length === 0) return;
    for (const listener of this.#idleListeners.splice(0)) listener();
  }

  /** A listener that throws must not stop the deliveries behind; its error surfaces as an uncaught one. */
  #report(error: unknown, recipient: AgentId | undefined): void {
    try {
      this.#onHandlerError(error, recipient);
    } catch (thrown) {
      queueMicrotask(() => {
        throw thrown;
      });
    }
  }
}

/** The promise that a handler gave back; undefined when it gave back a value. A foreign one is wrapped: it might settle twice. */
function toPromise(answer: unknown): Promise<unknown> | undefined {
  if (answer instanceof Promise) return answer;
  const isPromiseLike =
    typeof answer === 'object' && answer !== null && 'then' in answer && typeof answer.then === 'function';
  return isPromiseLike ? Promise.resolve(answer) : undefined;
}
