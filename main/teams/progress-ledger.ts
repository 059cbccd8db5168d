import * as z from 'zod';
import type { JsonObject } from '../../shared/json.ts';

/** Models write yes and no in several ways. */
const YesNo = z.union([
  z.boolean(),
  z.stringbool(),
  z.number().transform((value) => value !== 0),
  z.null().transform(() => false),
]);
const Reason = z.coerce.string();
const Ledger = z.object({
  is_request_satisfied: z.object({ reason: Reason, answer: YesNo }),
  is_in_loop: z.object({ reason: Reason, answer: YesNo }),
  is_progress_being_made: z.object({ reason: Reason, answer: YesNo }),
  next_speaker: z.object({ reason: Reason, answer: z.coerce.string() }),
  instruction_or_question: z.object({ reason: Reason, answer: z.string() }),
});
/** Where the work stands, as the orchestrator's model judges it. (AutoGen: the progress ledger) */
export type ProgressLedger = z.infer<typeof Ledger>;

/** For models that keep to a schema. */
export const LEDGER_SCHEMA: JsonObject = schemaOf({
  is_request_satisfied: 'boolean',
  is_in_loop: 'boolean',
  is_progress_being_made: 'boolean',
  next_speaker: 'string',
  instruction_or_question: 'string',
});

function schemaOf(answers: Readonly<Record<string, 'boolean' | 'string'>>): JsonObject {
  const closed = { type: 'object', additionalProperties: false };
  const entries = Object.entries(answers).map(([key, type]): [string, JsonObject] => [
    key,
    { ...closed, properties: { reason: { type: 'string' }, answer: { type } }, required: ['reason', 'answer'] },
  ]);
  return { ...closed, properties: Object.fromEntries(entries), required: Object.keys(answers) };
}

/** The ledger in a model's answer, or what is wrong with it, in words for the model. A single member is always next. */
export function readLedger(answer: string, names: readonly string[]): ProgressLedger | string {
  const found = jsonIn(answer);
  if (found === undefined) return 'That is not one JSON object. Reply with the object only.';
  const [only] = names;
  const forced = names.length === 1 ? { next_speaker: { reason: 'The team has one member.', answer: only } } : {};
  const parsed = Ledger.safeParse({ ...found, ...forced });
  if (!parsed.success) return `The object is not of the form asked for: ${z.prettifyError(parsed.error)}`;
  const { is_request_satisfied, next_speaker } = parsed.data;
  if (is_request_satisfied.answer || names.includes(next_speaker.answer)) return parsed.data;
  return `"${next_speaker.answer}" is not in the team. next_speaker is one of: ${names.join(', ')}.`;
}

/** The one object that the text is, that stands in a fence, or that stands between other words. */
function jsonIn(text: string): object | undefined {
  const fenced = [...text.matchAll(/```(?:json)?\s*\n([\s\S]*?)```/gi)].map(([, body]) => body ?? '');
  const candidates = fenced.length === 1 ? fenced : [text, text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)];
  for (const candidate of candidates) {
    const value = parsed(candidate);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
