import type { Effects, MessageDraft } from '../../main/core/effects.ts';
import type { ChatAgent } from '../../main/core/participant.ts';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';

export interface FunctionAgentOptions {
  /** A Python identifier, unique in its team. */
  readonly name: string;
  readonly description: string;
  /**
   * Answers what was said since its last turn: a text, or a message of another type. The world is reached only through
   * `effects.step`.
   */
  readonly respond: (
    heard: readonly ChatMessage[],
    effects: Effects,
  ) => string | MessageDraft | Promise<string | MessageDraft>;
}

/** An agent that is a function of the program. It keeps nothing from turn to turn; what it heard stands in the thread. */
export function functionAgent({ name, description, respond }: FunctionAgentOptions): ChatAgent {
  return {
    kind: 'agent',
    name,
    description,
    producedMessageTypes: ['TextMessage'],
    async respond(messages, effects) {
      const answer = await respond(
        messages.map(({ item }) => item),
        effects,
      );
      const message =
        typeof answer === 'string' ? ({ type: 'TextMessage', source: name, content: answer } as const) : answer;
      return { message, inner: [] };
    },
    reset: () => undefined,
    saveState: () => ({ type: 'BaseState', version: '1.0.0' }),
    loadState: () => undefined,
    checkpoint: () => ({}),
    restore: () => undefined,
  };
}
