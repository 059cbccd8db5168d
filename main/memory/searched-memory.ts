import type { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import type { Json } from '../../shared/json.ts';
import { MemoryClear, MemoryRecall, MemoryWrite } from '../../shared/run/memory-outcome.ts';
import { digestJson } from '../core/digest.ts';
import type { Effects } from '../core/effects.ts';
import type { Memory, Recalled } from './memory.ts';
import type { MemorySource } from './memory-source.ts';

export interface SearchedMemoryOptions {
  readonly source: MemorySource;
  /** How many results are read. */
  readonly most: number;
  /** Results with a lower score are left out. */
  readonly threshold: number | undefined;
  readonly canWrite: boolean;
}

/** So much of a question is kept and shown. */
const LONGEST_QUERY = 2000;

/** A memory that is searched for what fits the last message. (AutoGen: ChromaDBVectorMemory) */
export class SearchedMemory implements Memory {
  readonly canWrite: boolean;
  readonly #options: SearchedMemoryOptions;

  constructor(options: SearchedMemoryOptions) {
    this.#options = options;
    this.canWrite = options.canWrite;
  }

  get model(): string | undefined {
    return this.#options.source.model;
  }

  get label(): string {
    return this.#options.source.label;
  }

  async query(text: string, effects: Effects): Promise<readonly MemoryContent[]> {
    return (await this.#recall(text, effects)).found;
  }

  async updateContext(messages: readonly LLMMessage[], effects: Effects): Promise<Recalled | undefined> {
    const last = messages.at(-1);
    const text = last === undefined ? '' : textOf(last);
    if (text.trim() === '') return undefined;
    const { query, found } = await this.#recall(text, effects);
    return found.length === 0 ? undefined : { content: found, metadata: { memory: this.label, query } };
  }

  async #recall(text: string, effects: Effects): Promise<MemoryRecall> {
    const { source, most, threshold } = this.#options;
    const { label, model, retry } = source;
    const query = text.slice(0, LONGEST_QUERY);
    const { value } = await effects.step<MemoryRecall & Json>({
      kind: 'memory',
      requested: digestJson(['recall', label, text, most, threshold ?? null]),
      risk: source.space === null ? 'read' : 'none',
      precious: model !== undefined,
      pending: () => ({ memory: label, query }),
      parse: (outcome) => MemoryRecall.parse(outcome) as MemoryRecall & Json,
      ...(model !== undefined && source.bill !== undefined && { bill: () => source.bill!(text) }),
      ...(retry !== undefined && { retry }),
      execute: async (context) => {
        const outcome = await source.search({ text, most, threshold }, context);
        return { ...outcome, value: { memory: label, query, found: outcome.value } as MemoryRecall & Json };
      },
    });
    return value;
  }

  async add(content: MemoryContent, by: string, effects: Effects): Promise<void> {
    const { source } = this.#options;
    const { label, model, retry, space } = source;
    const id = effects.newId();
    const write = { memory: label, remembered: space, content, source: by } as MemoryWrite & Json;
    await effects.step<MemoryWrite & Json>({
      kind: 'memory',
      requested: digestJson(['add', label, content as Json]),
      risk: source.add === undefined ? 'none' : 'read', // done again after a crash it changes nothing
      precious: model !== undefined,
      pending: () => ({ memory: label, content: content as Json }),
      parse: (outcome) => MemoryWrite.parse(outcome) as MemoryWrite & Json,
      ...(retry !== undefined && { retry }),
      execute: async (context) => ({ ...(await source.add?.({ id, content }, context)), value: write }),
    });
  }

  async clear(effects: Effects): Promise<void> {
    const { source } = this.#options;
    await effects.step<MemoryClear & Json>({
      kind: 'memory',
      requested: digestJson(['clear', source.label]),
      risk: source.clear === undefined ? 'none' : 'read',
      precious: true,
      pending: () => ({ memory: source.label, clear: true }),
      parse: (outcome) => MemoryClear.parse(outcome),
      execute: async (context) => {
        await source.clear?.(context);
        return { value: { memory: source.label, cleared: source.space } };
      },
    });
  }
}

function textOf({ content }: LLMMessage): string {
  if (typeof content === 'string') return content;
  return content
    .map((part) => {
      if (typeof part === 'string') return part;
      return 'arguments' in part ? part.arguments : 'call_id' in part ? part.content : '';
    })
    .join('\n');
}
