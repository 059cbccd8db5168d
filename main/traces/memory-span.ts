import { MemoryClear, MemoryRecall, MemoryWrite } from '../../shared/run/memory-outcome.ts';
import { isOnServer } from '../../shared/run/memory-place.ts';
import type { SpanAttributes } from './span.ts';
import { type Body, modelAttributes, usageAttributes } from './span-attributes.ts';

/** What a memory was asked to do, as its outcome stands in the log. */
interface Operation {
  readonly name: 'search_memory' | 'create_memory' | 'delete_memory';
  /** Label of the memory. */
  readonly memory?: string | undefined;
  /** How many entries were found or added. */
  readonly count?: number;
  /** What was asked and said; sent only where a person wants that. */
  readonly content?: SpanAttributes;
}

/**
 * Name and attributes of the span of a memory step. (GenAI conventions: memory spans) The log does not say what a failed step
 * was about to do; within a call it is `remember`, else a question.
 */
export function memorySpan(
  body: Body<'effect-end'>,
  { hasContent, isCall }: { readonly hasContent: boolean; readonly isCall: boolean },
): { name: string; isClient: boolean; attributes: SpanAttributes } {
  const failed: Operation = { name: isCall ? 'create_memory' : 'search_memory' };
  const { name, memory, count, content } = operationOf(body.outcome) ?? failed;
  return {
    name,
    isClient: memory !== undefined && isOnServer(memory),
    attributes: {
      'gen_ai.operation.name': name,
      ...(memory !== undefined && { 'gen_ai.memory.store.id': memory }),
      ...(count !== undefined && { 'gen_ai.memory.record.count': count }),
      ...modelAttributes(body.model),
      ...(body.usage !== undefined && usageAttributes(body.usage)),
      ...(hasContent && content),
    },
  };
}

function operationOf(outcome: unknown): Operation | undefined {
  const { data: recall } = MemoryRecall.safeParse(outcome);
  if (recall !== undefined) {
    const { memory, query, found } = recall;
    const records = found.map(({ content, metadata }) => ({ content, ...metadata }));
    const content = { 'gen_ai.memory.query.text': query, 'gen_ai.memory.records': JSON.stringify(records) };
    return { name: 'search_memory', memory, count: found.length, content };
  }
  const { data: write } = MemoryWrite.safeParse(outcome);
  if (write !== undefined) {
    const { memory, content } = write;
    const records = JSON.stringify([{ content: content.content, ...content.metadata }]);
    return { name: 'create_memory', memory, count: 1, content: { 'gen_ai.memory.records': records } };
  }
  const { data: clear } = MemoryClear.safeParse(outcome);
  return clear && { name: 'delete_memory', memory: clear.memory };
}
