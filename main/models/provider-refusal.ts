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
  detail: z.unknown().optional(),
});

const EventObject = z.object({ message: z.string(), type: z.string().nullish() });
/** The `openai` package keeps the error itself, `@anthropic-ai/sdk` the event around it. Neither has a status. */
const EventError = z.object({
  status: z.undefined().optional(),
  error: z.union([EventObject, z.object({ error: EventObject })]),
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

/** What an SDK says of an error that came as an event inside of a stream; undefined for all its other errors. */
export function readEventError(error: unknown): { kind: string | undefined; text: string } | undefined {
  const parsed = EventError.safeParse(error);
  if (!parsed.success) return undefined;
  const inner = 'error' in parsed.data.error ? parsed.data.error.error : parsed.data.error;
  return { kind: inner.type ?? undefined, text: shorten(inner.message) };
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
