import type { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { LLMMessage, SystemMessage } from '../../shared/chat/llm-message.ts';
import { pythonStr } from '../../shared/chat/python-repr.ts';
import type { Effects } from '../core/effects.ts';

/** What a memory brings into a conversation, as its `MemoryQueryEvent` tells it. */
export interface Recalled {
  readonly content: readonly MemoryContent[];
  /** Of what was searched for: `memory`, who was asked, and `query`, for what. Empty where all of it fits always. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * What an agent knows beyond its conversation. (AutoGen: Memory)
 *
 * Contract:
 * - whatever does more than read what the plan holds is a step of the door, so that a run entered again recalls the same;
 * - what was added by a run is there for its later questions;
 * - holds nothing open: there is nothing to close.
 */
export interface Memory {
  /** Who is asked, in words: `text:notes`. */
  readonly label: string;
  /** True where the agent may add to it by itself. */
  readonly canWrite: boolean;
  /** Label of the embedding model that a question costs. */
  readonly model?: string | undefined;
  /** What fits a text, best first. */
  query(text: string, effects: Effects): Promise<readonly MemoryContent[]>;
  /** What fits a conversation; undefined where nothing does. (AutoGen: update_context, without the writing) */
  updateContext(messages: readonly LLMMessage[], effects: Effects): Promise<Recalled | undefined>;
  /** `source`: who remembers it. */
  add(content: MemoryContent, source: string, effects: Effects): Promise<void>;
  clear(effects: Effects): Promise<void>;
}

/** What was recalled, in words. As long in words as AutoGen's, which a scripted model counts. */
export function memoryText({ content, metadata }: Recalled): string {
  const lines = content.map((one, index) => `${index + 1}. ${contentText(one.content)}`).join('\n');
  return metadata['memory'] === undefined
    ? `\nFacts to remember, the oldest first:\n${lines}\n`
    : `\nFound in memory:\n${lines}`;
}

/** What was recalled, as AutoGen puts it into a context. */
export function memoryMessage(recalled: Recalled): SystemMessage {
  return { content: memoryText(recalled), type: 'SystemMessage' };
}

function contentText(content: MemoryContent['content']): string {
  return typeof content === 'object' && typeof content['data'] === 'string' ? '<image>' : pythonStr(content);
}
