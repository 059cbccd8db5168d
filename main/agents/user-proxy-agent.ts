import { saidMessage, wordsOfSaid } from '../../shared/chat/attachment.ts';
import type { ChatMessage, HandoffMessage } from '../../shared/chat/chat-message.ts';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Effects, Recorded } from '../core/effects.ts';
import { AgentFailureError } from '../core/errors.ts';
import type { AgentResponse, ChatAgent } from '../core/participant.ts';
import { askPerson } from './ask-person.ts';
import { BASE_STATE, checkBaseState } from './base-state.ts';

/** A person in the team: asks, and waits for ever. (AutoGen: UserProxyAgent, section 3.3) */
export class UserProxyAgent implements ChatAgent {
  readonly kind = 'agent';
  readonly name: string;
  readonly description: string;
  readonly producedMessageTypes = ['TextMessage', 'HandoffMessage'];

  constructor({ name, description }: { name: string; description: string }) {
    this.name = name;
    this.description = description;
  }

  async respond(messages: readonly Recorded<ChatMessage>[], effects: Effects): Promise<AgentResponse> {
    const received = this.#handoffIn(messages.at(-1)?.item);
    const prompt = received
      ? `Handoff received from ${received.source}. Enter your response: `
      : 'Enter your response: ';
    const { request, answer } = await askPerson(effects, { agent: this.name, prompt });
    const said = answer.value;
    const inner = [request];
    if (received === undefined) return { message: saidMessage(this.name, said), inner };
    const target = received.source;
    // A handoff is words alone. Pictures go before it, as context that its target takes over.
    const context: LLMMessage[] =
      typeof said === 'string' ? [] : [{ type: 'UserMessage', source: this.name, content: said }];
    return {
      message: { type: 'HandoffMessage', source: this.name, content: wordsOfSaid(said), target, context },
      inner,
    };
  }

  #handoffIn(last: ChatMessage | undefined): HandoffMessage | undefined {
    if (last?.type !== 'HandoffMessage') return undefined;
    if (last.target === this.name) return last;
    throw new AgentFailureError(
      `The last message hands off to "${last.target}", but "${this.name}" was asked to speak. Check the handoff's target.`,
    );
  }

  reset(): void {}
  saveState(): JsonObject {
    return BASE_STATE;
  }
  loadState(state: JsonObject): void {
    checkBaseState(state, this.name);
  }
  checkpoint(): JsonObject {
    return {};
  }
  restore(): void {}
}
