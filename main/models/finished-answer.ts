import type {
  Continuation,
  CreateResult,
  FinishReason,
  FunctionCall,
  RequestUsage,
} from '../../shared/chat/llm-message.ts';

/** What a stream added up to. */
export interface AnswerParts {
  readonly text: string;
  readonly thought: string;
  readonly calls: readonly FunctionCall[];
  readonly finish: FinishReason;
  readonly usage: RequestUsage;
  /** Kept only beside calls: what a model thought before a text is not needed again. */
  readonly continuation?: Continuation | undefined;
}

/** The one result of a stream. Calls win over text: text beside calls becomes part of the thought. (AutoGen: create_stream) */
export function finishedAnswer({ text, thought, calls, finish, usage, continuation }: AnswerParts): CreateResult {
  const hasCalls = calls.length > 0;
  const thoughts = [thought, hasCalls ? text : ''].filter((part) => part.trim() !== '').join('\n\n');
  return {
    finish_reason: hasCalls && finish !== 'length' ? 'function_calls' : finish,
    content: hasCalls ? [...calls] : text,
    usage,
    cached: false,
    ...(thoughts === '' ? {} : { thought: thoughts }),
    ...(hasCalls && continuation !== undefined && continuation.parts.length > 0 ? { continuation } : {}),
  };
}
