import * as z from 'zod';
import type { JsonObject } from '../../../shared/json.ts';
import { patternProblems, withoutPatterns } from '../../core/document-pattern.ts';

/** What fields of the protocol's forms hold. */
const Content = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));

/** What a server is told that asked a person. */
export type Elicited =
  { readonly action: 'accept'; readonly content: z.infer<typeof Content> } | { readonly action: 'decline' | 'cancel' };

/** Reads what a person said to a server's form: `decline`, `cancel`, or JSON that fits it; else why it does not. */
export function readElicitation(said: string, form: JsonObject): Elicited | { readonly problem: string } {
  const word = said.trim().toLowerCase();
  if (word === 'decline' || word === 'cancel') return { action: word };
  const { data: content } = Content.safeParse(jsonOf(said));
  if (content === undefined) return { problem: 'The answer is a JSON object of texts, numbers and choices.' };
  const checked = z.fromJSONSchema(withoutPatterns(form)).safeParse(content);
  const problems = checked.success
    ? patternProblems(form, content)
    : checked.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
  return problems.length === 0 ? { action: 'accept', content } : { problem: `${problems.join('; ')}.` };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
