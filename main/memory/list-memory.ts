import type { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { Memory } from './memory.ts';

/** A list of facts, all of which fit always. It lives as long as its agent. (AutoGen: ListMemory) */
export function listMemory(facts: readonly MemoryContent[]): Memory {
  let all = [...facts];
  return {
    label: 'notes',
    canWrite: false,
    query: async () => all,
    updateContext: async () => (all.length === 0 ? undefined : { content: all, metadata: {} }),
    add: async (content) => void all.push(content),
    clear: async () => void (all = []),
  };
}
