import * as z from 'zod';

const MAX_TEXT_LENGTH = 500;

const ErrorObject = z.looseObject({
  message: z.string().optional(),
  type: z.string().nullish(),
  code: z.union([z.string(), z.number()]).nullish(),
  /** Google's: a reason, and how long to wait. */
  details: z
    .array(z.looseObject({ reason: z.string().optional(), retryDelay: z.string().optional() }))
    .nullish()
    .catch(null),
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

/** What the body of a refused request says. */
export interface RefusalBody {
  /** The provider's word for the kind of error where it has one. */
  readonly kind: string | undefined;
  readonly text: string;
  /** How long it asks to wait, where it says that here. */
  readonly waitMs?: number | undefined;
}

/** Reads what providers write of an error, whatever their form. */
export function readRefusal(body: string): RefusalBody {
  const parsed = Refusal.safeParse(firstOf(parseJson(body)));
  if (!parsed.success) return { kind: undefined, text: shorten(looksLikePage(body) ? 'a web page' : body) };
  const { error, message, detail } = parsed.data;
  if (typeof error === 'string') return { kind: undefined, text: shorten(error) };
  const reason = error?.details?.find((one) => one.reason !== undefined)?.reason;
  const delay = error?.details?.find((one) => one.retryDelay !== undefined)?.retryDelay;
  const kind = typeof error?.code === 'string' ? error.code : (error?.type ?? reason);
  const text = error?.message ?? message ?? (typeof detail === 'string' ? detail : body);
  return { kind, text: shorten(text), waitMs: toMilliseconds(delay) };
}

/** Google writes `34.5s`. */
function toMilliseconds(delay: string | undefined): number | undefined {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(delay ?? '')?.[1];
  return seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1000);
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
