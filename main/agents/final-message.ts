import { formatPython } from '../../shared/chat/format-string.ts';
import type { CreateResult, FunctionCall, FunctionExecutionResult, LLMMessage } from '../../shared/chat/llm-message.ts';
import type { MessageDraft } from '../core/effects.ts';
import { assistantMessage } from './context/assistant-message.ts';
import type { Handoff } from './handoff.ts';

type Handoffs = ReadonlyMap<string, Handoff>;

/**
 * The handoff of a batch of calls, where there is one. Only the first counts; its context carries the other calls of the
 * same batch with their results, else the thought. (AutoGen: AssistantAgent, handoff semantics)
 */
export function handoffMessage(turn: {
  agent: string;
  result: CreateResult;
  results: readonly FunctionExecutionResult[];
  handoffs: Handoffs;
}): MessageDraft | undefined {
  const { agent, result, results, handoffs } = turn;
  const calls = result.content as FunctionCall[]; // only asked for after calls
  const chosen = calls.findIndex(({ name }) => handoffs.has(name));
  if (chosen < 0) return undefined;
  const { name } = calls[chosen]!; // `chosen` was found in it
  const { target } = handoffs.get(name)!; // and in this
  return {
    type: 'HandoffMessage',
    source: agent,
    content: results.findLast((result) => result.name === name)!.content, // one result a call
    target,
    context: handoffContext({ agent, result, results, handoffs }),
  };
}

function handoffContext({ agent, result, results, handoffs }: Parameters<typeof handoffMessage>[0]): LLMMessage[] {
  const ordinary = (one: { name: string }): boolean => !handoffs.has(one.name);
  const calls = (result.content as FunctionCall[]).filter(ordinary);
  if (calls.length > 0) {
    return [
      assistantMessage({ ...result, content: calls }, agent),
      { content: results.filter(ordinary), type: 'FunctionExecutionResultMessage' },
    ];
  }
  return result.thought ? [{ content: result.thought, thought: null, source: agent, type: 'AssistantMessage' }] : [];
}

/** What a turn says that ends with tool results: a line a call. (AutoGen: ToolCallSummaryMessage) */
export function summaryMessage(turn: {
  agent: string;
  calls: readonly FunctionCall[];
  results: readonly FunctionExecutionResult[];
  format: string;
  handoffs: Handoffs;
}): MessageDraft {
  const kept = turn.calls.flatMap((call, index) =>
    turn.handoffs.has(call.name) ? [] : [{ call, result: turn.results[index]! }],
  ); // one result a call
  return {
    type: 'ToolCallSummaryMessage',
    source: turn.agent,
    content: kept.map(({ call, result }) => summaryLine(turn.format, call, result)).join('\n'),
    tool_calls: kept.map(({ call }) => call),
    results: kept.map(({ result }) => result),
  };
}

function summaryLine(format: string, call: FunctionCall, { content, is_error }: FunctionExecutionResult): string {
  return formatPython(format, {
    tool_name: call.name,
    arguments: call.arguments,
    result: content,
    is_error: is_error ?? false,
  });
}
