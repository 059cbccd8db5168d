import type { AgentId, TopicId } from './agent-id.ts';

/** Given back by an interception handler to drop the message. (AutoGen: DropMessage) */
export const DROP: unique symbol = Symbol('drop');

/**
 * Sees every message on its way, and may replace or drop it. (AutoGen: InterventionHandler)
 *
 * Contract:
 * - gives back the message to let it pass, another one to replace it, or `DROP`;
 * - a dropped or failing send or answer rejects the sender's promise;
 * - a dropped publication vanishes; the failure of `onPublish` goes to the runtime's error listener, and the message is lost.
 */
export interface InterceptionHandler<Message> {
  onSend?(message: Message, way: { sender: AgentId | undefined; recipient: AgentId }): Message | typeof DROP;
  onPublish?(message: Message, way: { sender: AgentId | undefined; topic: TopicId }): Message | typeof DROP;
  /** `sender` is who answers, `recipient` who asked: undefined when that was outside. */
  onResponse?(answer: unknown, way: { sender: AgentId; recipient: AgentId | undefined }): unknown;
}

/** Handlers in the order of their addition, as one. */
export class InterceptionChain<Message> {
  readonly #handlers: InterceptionHandler<Message>[] = [];
  /** Kept as a flag: almost every runtime has none, and each message asks. */
  isEmpty = true;

  add(handler: InterceptionHandler<Message>): void {
    this.#handlers.push(handler);
    this.isEmpty = false;
  }

  send(message: Message, way: { sender: AgentId | undefined; recipient: AgentId }): Message | typeof DROP {
    let passing = message;
    for (const handler of this.#handlers) {
      if (handler.onSend === undefined) continue;
      const result = handler.onSend(passing, way);
      if (result === DROP) return DROP;
      passing = result;
    }
    return passing;
  }

  publish(message: Message, way: { sender: AgentId | undefined; topic: TopicId }): Message | typeof DROP {
    let passing = message;
    for (const handler of this.#handlers) {
      if (handler.onPublish === undefined) continue;
      const result = handler.onPublish(passing, way);
      if (result === DROP) return DROP;
      passing = result;
    }
    return passing;
  }

  response(answer: unknown, way: { sender: AgentId; recipient: AgentId | undefined }): unknown {
    let passing = answer;
    for (const handler of this.#handlers) {
      if (handler.onResponse === undefined) continue;
      passing = handler.onResponse(passing, way);
      if (passing === DROP) return DROP;
    }
    return passing;
  }
}
