import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { failureText } from '../../shared/failure.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Branch, ItemDraft, MessageDraft, Recorded } from '../core/effects.ts';
import type { ChatAgent } from '../core/participant.ts';

/** What an agent brought: its published message, and what it emitted on the way. */
export interface Spoken {
  readonly message: Recorded<ChatMessage>;
  readonly inner: readonly Recorded[];
  /** What the stream shows before the message. */
  readonly told: readonly Recorded[];
}

/** One turn from its first safe point to its end: `work` is what the speaker does with it. A turn that fails is abandoned. */
export async function takeFloor<T>(turn: Branch, speaker: string, work: () => Promise<T>): Promise<T> {
  try {
    const wait = turn.gate({ point: 'turn', speaker, pending: () => ({ speaker }) });
    if (wait !== undefined) await wait;
    const result = await work();
    turn.close();
    return result;
  } catch (error) {
    turn.abandon(failureText(error));
    throw error;
  }
}

/** Lets an agent answer and publishes its message, in the form that a person gave it where the run was held for that. */
export async function speak(agent: ChatAgent, heard: readonly Recorded<ChatMessage>[], turn: Branch): Promise<Spoken> {
  const { message, inner, told = inner } = await agent.respond(heard, turn);
  const draft: MessageDraft = { ...message, id: message.id ?? turn.newId() };
  const pending = (): JsonObject => ({ message: draft as object as JsonObject });
  const wait = turn.gate({ point: 'publish', speaker: agent.name, pending });
  const edited = wait === undefined ? undefined : await wait;
  return { message: turn.emit<ChatMessage>(edited ? unstamped(edited, draft) : draft), inner, told };
}

/** The edited message under the id that the pending one was going to have. */
function unstamped({ created_at: _time, ...message }: ChatMessage, { id }: MessageDraft): ItemDraft {
  return { ...message, ...(id === undefined ? {} : { id }) };
}
