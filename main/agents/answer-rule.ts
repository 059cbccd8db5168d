import type { DocumentPattern } from '../core/document-pattern.ts';

/**
 * What the final answer of an agent must be like. An answer that is not is asked for once more, and fails its run when it
 * is wrong again; nobody else reads it before.
 */
export interface AnswerRule {
  /** What is wrong with the answer, as a sentence that its model can act on; undefined: nothing. */
  problem(answer: string): string | undefined;
}

/** Limits of a text, in characters as a reader counts them. */
export interface TextLimits {
  readonly pattern: DocumentPattern | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
}

/** An answer of a length and with a pattern in it. */
export function textRule({ pattern, minLength, maxLength }: TextLimits): AnswerRule {
  return {
    problem(answer) {
      const length = [...answer].length;
      if (minLength !== undefined && length < minLength) {
        return `The answer has ${length} characters, and must have at least ${minLength}.`;
      }
      if (maxLength !== undefined && length > maxLength) {
        return `The answer has ${length} characters, and may have at most ${maxLength}.`;
      }
      if (pattern !== undefined && !pattern.test(answer))
        return `The answer does not match the pattern ${pattern.toString()}.`;
      return undefined;
    },
  };
}
