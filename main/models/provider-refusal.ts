import * as z from 'zod';

const MAX_TEXT_LENGTH = 500;

const ErrorObject = z.looseObject({
  message: z.string().optional(),
  type: z.string().nullish(),
  code: z.union([z.string(), z.number()]).nullish(),
});

/** The ways in which servers write an error: OpenAI and Anthropic, Ollama, FastAPI, others. */
const Refusal = z.looseObject({
  error: z.union([z.string(), ErrorObject]).optional(),
  message: z.string().optional(),
  detail: z.unknown(),
});

/** What the body of a refused request says, and the provider's word for the kind of error where it has one. */
export function readRefusal(body: string): { kind: string | undefined; text: string } {
  const parsed = Refusal.safeParse(firstOf(parseJson(body)));
  if (!parsed.success) return { kind: undefined, text: shorten(looksLikePage(body) ? 'a web page' : body) };
  const { error, message, detail } = parsed.data;
  if (typeof error === 'string') return { kind: undefined, text: shorten(error) };
  const kind = typeof error?.code === 'string' ? error.code : (error?.type ?? undefined);
  const text = error?.message ?? message ?? (typeof detail === 'string' ? detail : body);
  return { kind, text: shorten(text) };
}

/** Google's compatible endpoint puts its error into an array. */
function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON: the caller shows the text itself
  }
}

function looksLikePage(text: string): boolean {
  return /^\s*<(!doctype|html)/i.test(text);
}

function shorten(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > MAX_TEXT_LENGTH ? `${trimmed.slice(0, MAX_TEXT_LENGTH)}…` : trimmed;
}
