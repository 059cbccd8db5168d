import type { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { SystemMessage } from '../../shared/chat/llm-message.ts';
import { pythonStr } from '../../shared/chat/python-repr.ts';

/** What an agent knows beyond its conversation. (AutoGen: Memory) */
export interface Memory {
  /** What fits the moment; empty where nothing does. */
  recall(): Promise<readonly MemoryContent[]>;
}

/** A list of facts, all of which fit always. (AutoGen: ListMemory) */
export function listMemory(facts: readonly MemoryContent[]): Memory {
  return { recall: async () => facts };
}

/** What was recalled, in words. As long in words as AutoGen's, which a scripted model counts. */
export function memoryText(recalled: readonly MemoryContent[]): string {
  const lines = recalled.map(({ content }, index) => `${index + 1}. ${contentText(content)}`);
  return `\nFacts to remember, the oldest first:\n${lines.join('\n')}\n`;
}

/** What was recalled, as AutoGen puts it into a context. */
export function memoryMessage(recalled: readonly MemoryContent[]): SystemMessage {
  return { content: memoryText(recalled), type: 'SystemMessage' };
}

function contentText(content: MemoryContent['content']): string {
  return typeof content === 'object' && typeof content['data'] === 'string' ? '<image>' : pythonStr(content);
}
