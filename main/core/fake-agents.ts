import { formatAddress } from './agent-id.ts';
import type { Agent, AgentFactory, MessageContext } from './agent-runtime.ts';

/** A factory of agents that note `type/key:message` and answer with the message's length. */
export function recorder(heard: string[]): AgentFactory<string> {
  return (id) => ({
    id,
    handle(message) {
      heard.push(`${formatAddress(id)}:${message}`);
      return message.length;
    },
  });
}

/** A factory of agents that do what the function does. */
export function agentThat(
  handle: (message: string, context: MessageContext, id: Agent<string>['id']) => unknown,
): AgentFactory<string> {
  return (id) => ({ id, handle: (message, context) => handle(message, context, id) });
}

/** For runtimes in which nothing may fail: the error surfaces as an uncaught one and fails the test. */
export function failOnError(error: unknown): never {
  throw error;
}
