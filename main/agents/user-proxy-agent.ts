import { type Said, saidMessage, wordsOfSaid } from '../../shared/chat/attachment.ts';
import type { ChatMessage, HandoffMessage } from '../../shared/chat/chat-message.ts';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Effects, MessageDraft, Recorded } from '../core/effects.ts';
import { AgentFailureError } from '../core/errors.ts';
import type { AgentResponse, ChatAgent } from '../core/participant.ts';
import { askPerson } from './ask-person.ts';
import type { StructuredAnswer } from './structured-answer.ts';
import { BASE_STATE, checkBaseState } from './base-state.ts';

/** A person in the team: asks, and waits for ever. (AutoGen: UserProxyAgent, section 3.3) */
export class UserProxyAgent implements ChatAgent {
  readonly kind = 'agent';
  readonly name: string;
  readonly description: string;
  readonly producedMessageTypes: readonly string[];
  readonly #form: StructuredAnswer | undefined;

  /** With a form, the person fills in its fields, and the answer is a structured message. Ours. */
  constructor({ name, description, form }: { name: string; description: string; form?: StructuredAnswer | undefined }) {
    this.name = name;
    this.description = description;
    this.#form = form;
    const answer = form === undefined ? 'TextMessage' : `StructuredMessage[${form.name}]`;
    this.producedMessageTypes = [answer, 'HandoffMessage'];
  }

  async respond(messages: readonly Recorded<ChatMessage>[], effects: Effects): Promise<AgentResponse> {
    const received = this.#handoffIn(messages.at(-1)?.item);
    const prompt = received
      ? `Handoff received from ${received.source}. Enter your response: `
      : 'Enter your response: ';
    const { said, inner } = await this.#ask(prompt, effects);
    if (received === undefined) return { message: this.#message(said), inner };
    const target = received.source;
    // A handoff is words alone. Pictures go before it, as context that its target takes over.
    const context: LLMMessage[] =
      typeof said === 'string' ? [] : [{ type: 'UserMessage', source: this.name, content: said }];
    return {
      message: { type: 'HandoffMessage', source: this.name, content: wordsOfSaid(said), target, context },
      inner,
    };
  }

  /** Asks until the answer fits the form, where there is one. */
  async #ask(prompt: string, effects: Effects): Promise<{ said: Said; inner: Recorded[] }> {
    const inner: Recorded[] = [];
    const form = this.#form;
    for (let problem = ''; ;) {
      const question = { agent: this.name, prompt: `${problem}${prompt}`, ...(form && { form: form.schema }) };
      const { request, answer } = await askPerson(effects, question);
      inner.push(request);
      const reason = form?.problem(wordsOfSaid(answer.value));
      if (form === undefined || reason === undefined) return { said: answer.value, inner };
      problem = `${reason.replace(form.instruction(), '').trim()} `;
    }
  }

  #message(said: Said): MessageDraft {
    const form = this.#form;
    if (form === undefined) return saidMessage(this.name, said);
    const content = form.parse(wordsOfSaid(said));
    return { type: `StructuredMessage[${form.name}]`, source: this.name, content, format_string: form.formatString };
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
