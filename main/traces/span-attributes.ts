import * as z from 'zod';
import { FinishReason } from '../../shared/chat/llm-message.ts';
import type { RunEventBody } from '../../shared/run/event.ts';
import type { Usage } from '../../shared/run/usage.ts';
import type { SpanAttributes } from './span.ts';

/** Bodies of the events of one type. */
export type Body<Type extends RunEventBody['type']> = Extract<RunEventBody, { type: Type }>;

const Answer = z.object({ finish_reason: FinishReason });
const ToolAnswer = z.object({ content: z.string(), isError: z.boolean() });

/** Providers that OpenTelemetry calls otherwise than our labels do. (GenAI conventions: gen_ai.provider.name) */
const PROVIDERS: Readonly<Record<string, string>> = {
  azure: 'azure.ai.openai',
  gemini: 'gcp.gemini',
  mistral: 'mistral_ai',
};

/** Name and attributes of the span of a model call; the log does not say which model failed. */
export function chatSpan({ model, usage, outcome }: Body<'effect-end'>): { name: string; attributes: SpanAttributes } {
  const asked = modelAttributes(model);
  const { data: answer } = Answer.safeParse(outcome);
  return {
    name: model === undefined ? 'chat' : `chat ${String(asked['gen_ai.request.model'])}`,
    attributes: {
      'gen_ai.operation.name': 'chat',
      ...asked,
      ...(usage !== undefined && usageAttributes(usage)),
      ...(answer !== undefined && { 'gen_ai.response.finish_reasons': [finishReason(answer.finish_reason)] }),
    },
  };
}

/** Who was asked, by the label of a model: `openai:gpt-4o`. */
export function modelAttributes(label: string | undefined): SpanAttributes {
  if (label === undefined) return {};
  const [provider = '', ...rest] = label.split(':');
  return {
    'gen_ai.provider.name': PROVIDERS[provider] ?? provider,
    'gen_ai.request.model': rest.length === 0 ? provider : rest.join(':'),
  };
}

/** What a tool answered, as its outcome stands in the log. */
export function toolAnswer({ outcome }: Body<'effect-end'>): z.infer<typeof ToolAnswer> | undefined {
  return ToolAnswer.safeParse(outcome).data;
}

/** What was used. Counts that nobody told are left out. */
export function usageAttributes(usage: Omit<Usage, 'costUsd'>): SpanAttributes {
  const { promptTokens, completionTokens, cachedTokens, cacheWriteTokens, reasoningTokens } = usage;
  return {
    'gen_ai.usage.input_tokens': promptTokens,
    'gen_ai.usage.output_tokens': completionTokens,
    ...(cachedTokens !== undefined && { 'gen_ai.usage.cache_read.input_tokens': cachedTokens }),
    ...(cacheWriteTokens !== undefined && { 'gen_ai.usage.cache_creation.input_tokens': cacheWriteTokens }),
    ...(reasoningTokens !== undefined && { 'gen_ai.usage.reasoning.output_tokens': reasoningTokens }),
  };
}

function finishReason(reason: FinishReason): string {
  return reason === 'function_calls' ? 'tool_call' : reason;
}
