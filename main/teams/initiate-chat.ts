import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { toText } from '../../shared/chat/text.ts';
import type { Branch, Effects, Recorded } from '../core/effects.ts';
import type { ChatAgent } from '../core/participant.ts';
import { speak, takeFloor } from './take-floor.ts';

/** Opens a chat and takes no turn in it. */
export interface Opener {
  readonly kind: 'opener';
  readonly name: string;
}

/** A conversation of two: the initiator says something, and the recipient begins to reply. */
export interface Chat {
  readonly initiator: ChatAgent | Opener;
  readonly recipient: ChatAgent;
  readonly message: string;
  /** Replies of the recipient after which it ends; undefined: only a stop message ends it. */
  readonly maxTurns: number | undefined;
  /** What of it is handed on. */
  readonly summarise: Summarise;
  /** Keep what both remember of earlier chats. */
  readonly keepsHistory: boolean;
}

/** Puts what was said in a chat into words. */
export type Summarise = (said: readonly Recorded<ChatMessage>[], effects: Effects) => string | Promise<string>;

/** What came of a chat. */
export interface ChatOutcome {
  /** All that was said and done, in order. */
  readonly items: readonly Recorded[];
  readonly summary: string;
}

/** The last message that is no stop message, without the words that end conversations. (AG2: last_msg) */
export function lastMessage(terminationText: string): Summarise {
  return (said) => {
    const last = said.findLast(({ item }) => item.type !== 'StopMessage');
    return last === undefined ? '' : toText(last.item).replaceAll(terminationText, '').trim();
  };
}

/**
 * Lets two agents talk until one of them stops it, or the turns are used up. The number of each chat tells its places
 * apart from those of others under the same door. (AG2: initiate_chat)
 */
export async function initiateChat(chat: Chat, effects: Effects, number = 1): Promise<ChatOutcome> {
  const { initiator, recipient, maxTurns, summarise } = chat;
  if (!chat.keepsHistory) {
    recipient.reset();
    if (initiator.kind === 'agent') initiator.reset();
  }
  const place = effects.child(`chat/${number}`);
  const first = place.emit<ChatMessage>({ type: 'TextMessage', source: initiator.name, content: chat.message });
  const items: Recorded[] = [first];
  const said = [first];
  const lastTurn = maxTurns === undefined ? Number.POSITIVE_INFINITY : maxTurns * 2 - 1;
  for (let turn = 1; turn <= lastTurn; turn += 1) {
    const speaker = turn % 2 === 1 ? recipient : initiator;
    if (speaker.kind === 'opener') break;
    const heard = said.slice(-1);
    const branches = place.openTurns([{ number: turn, speaker: speaker.name, why: 'the other one spoke' }]);
    const [branch] = branches as [Branch];
    const { message, told } = await takeFloor(branch, speaker.name, () => speak(speaker, heard, branch));
    items.push(...told, message);
    said.push(message);
    if (message.item.type === 'StopMessage' || place.child(`after/${turn}`).terminationRequested()) break;
  }
  return { items, summary: await summarise(said, place) };
}

/** Chats one after the other; each is told the summaries of those before. (AG2: initiate_chats) */
export async function initiateChats(chats: readonly Chat[], effects: Effects): Promise<readonly ChatOutcome[]> {
  const outcomes: ChatOutcome[] = [];
  for (const [index, chat] of chats.entries()) {
    const carried = outcomes.map(({ summary }) => summary);
    outcomes.push(await initiateChat({ ...chat, message: withCarryOver(chat.message, carried) }, effects, index + 1));
  }
  return outcomes;
}

function withCarryOver(message: string, carried: readonly string[]): string {
  return carried.length === 0 ? message : `${message}\n\nWhat came of earlier conversations:\n${carried.join('\n')}`;
}
