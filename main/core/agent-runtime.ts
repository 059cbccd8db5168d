import type { Json, JsonObject } from '../../shared/json.ts';
import type { AgentId, TopicId } from './agent-id.ts';
import type { InterceptionHandler } from './interception.ts';
import type { Subscription } from './subscription.ts';

/** What an agent is told about the message it handles. (AutoGen: MessageContext) */
export interface MessageContext {
  /** The agent that sent or published the message; undefined when it came from outside. */
  readonly sender: AgentId | undefined;
  /** Where the message was published; undefined when it was sent. */
  readonly topic: TopicId | undefined;
  /** True when the sender waits for an answer. */
  readonly isRpc: boolean;
  /** The sender's signal, or one that is never aborted. */
  readonly signal: AbortSignal;
  /** Given by the sender, else numbered by the runtime. */
  readonly messageId: string;
  /** The topic of that type in the session of the handling agent: its source is the agent's key. (AutoGen: DefaultTopicId) */
  topicFor(type?: string): TopicId;
}

/** What the runtime delivers to. */
export interface Agent<Message> {
  readonly id: AgentId;
  readonly description?: string;
  /** Handles one message at a time: the runtime does not call it again before it settles. */
  handle(message: Message, context: MessageContext): unknown;
  saveState?(): Json | Promise<Json>;
  loadState?(state: Json): void | Promise<void>;
  close?(): void | Promise<void>;
}

/** Makes the agent of a type for one key, at its first delivery. A factory that throws is asked again at the next one. */
export type AgentFactory<Message> = (id: AgentId) => Agent<Message>;

/** (AutoGen: AgentMetadata) */
export interface AgentMetadata extends AgentId {
  readonly description: string;
}

/** What may be said about a message when it is published. */
export interface PublishOptions {
  /** The agent on whose behalf it goes out. That agent does not receive what it publishes. */
  readonly sender?: AgentId;
  readonly signal?: AbortSignal;
  readonly messageId?: string;
}

/** What may be said about a message when it is sent. Aborting the signal rejects the waiting promise with its reason. */
export type SendOptions = PublishOptions;

/**
 * Hears of failures that no sender waits for: of a handler or factory while a published message was delivered, and of
 * interception (no recipient) and `close`.
 */
export type HandlerErrorListener = (error: unknown, recipient: AgentId | undefined) => void;

/**
 * Delivers messages to agents.
 *
 * Contract:
 * - an agent handles one message at a time, in the order in which they were sent and published to it;
 * - agents are made at their first delivery and live as long as the runtime;
 * - `send` settles with the recipient's answer or with its error, also when the message is dropped, cancelled or the
 *   runtime is stopped: it never stays open because of the runtime;
 * - `publish` returns once the message is queued. It reaches every subscription in the order of their addition, twice
 *   an agent with two of them, and never its own sender. Without subscribers nothing happens;
 * - messages are handed over as they are, never copied.
 */
export interface AgentRuntime<Message> {
  /** @throws RegistrationError when the type is taken. */
  registerFactory(type: string, factory: AgentFactory<Message>): void;
  /** Registers an agent that exists already. @throws RegistrationError when its id, or its type by a factory, is taken. */
  registerInstance(agent: Agent<Message>): void;
  /** @throws RegistrationError when an equal one is there. */
  addSubscription(subscription: Subscription): void;
  /** @throws RegistrationError when there is none with that id. */
  removeSubscription(id: string): void;
  /** Handlers are asked in the order of their addition; each sees what the one before gave back. */
  addInterceptionHandler(handler: InterceptionHandler<Message>): void;

  /**
   * Resolves with the recipient's answer.
   *
   * @throws UndeliverableError when the recipient's type is not registered.
   * @throws MessageDroppedError when an interception handler dropped the message or its answer.
   * @throws DeadlockError when the sender is handling a message and the recipient waits for it, directly or in a chain.
   * @throws RuntimeStoppedError when the runtime stops first.
   */
  send(message: Message, recipient: AgentId, options?: SendOptions): Promise<unknown>;
  publish(message: Message, topic: TopicId, options?: PublishOptions): void;

  /** Makes the agent if need be. @throws UndeliverableError when the type is not registered. */
  agentMetadata(id: AgentId): AgentMetadata;
  /** The states of all agents that were made and have one, keyed by `type/key`. */
  saveState(): Promise<JsonObject>;
  /**
   * Hands each state to its agent, made if need be, and gives back the keys whose type is not registered or takes none.
   *
   * @throws StateError when a key is no agent id.
   */
  loadState(state: JsonObject): Promise<readonly string[]>;

  /**
   * Ends the runtime for good: drops what is queued, rejects every waiting send, lets go of handlers that still run
   * (what they bring later is dropped), and closes the agents.
   */
  stop(): Promise<void>;
  /** Waits until nothing is queued or being handled, then stops. A `stop` meanwhile ends the waiting. */
  stopWhenIdle(): Promise<void>;
}
