import type { CreateResult } from '../../shared/chat/llm-message.ts';
import type { ModelError } from './model-client.ts';
import { modelFailure } from './model-failure.ts';

/** True for an answer that says nothing and calls nothing. */
export function isEmptyAnswer({ content }: CreateResult): boolean {
  return typeof content === 'string' ? content.trim() === '' : content.length === 0;
}

/** Why an answer that ended well is none. */
export function emptyAnswer(label: string, result: CreateResult): ModelError {
  return modelFailure('empty-answer', `${label} gave an empty answer. ${reasonOf(result)}`);
}

function reasonOf({ finish_reason, thought }: CreateResult): string {
  if (finish_reason === 'content_filter') return 'Its provider filtered it out.';
  if (finish_reason === 'length') {
    return thought ? 'All its tokens went into thinking: allow a longer answer.' : 'It was cut off before it began.';
  }
  return thought ? 'It thought, and then said nothing.' : 'It said that it was done.';
}
