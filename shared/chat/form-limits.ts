import type { Json, JsonObject } from '../json.ts';

/** What of a JSON Schema's limits a value misses, as the rest of a sentence that begins with its name; undefined: nothing. */
export function limitProblem(schema: JsonObject, value: Json): string | undefined {
  if (typeof value === 'number') return sizeProblem(schema, value);
  if (typeof value === 'string') return lengthProblem(schema, value) ?? formatProblem(schema, value);
  return Array.isArray(value) ? countProblem(schema, value) : undefined;
}

function sizeProblem({ minimum, maximum }: JsonObject, value: number): string | undefined {
  if (typeof minimum === 'number' && value < minimum) return `is at least ${minimum}`;
  return typeof maximum === 'number' && value > maximum ? `is at most ${maximum}` : undefined;
}

function lengthProblem({ minLength, maxLength }: JsonObject, { length }: string): string | undefined {
  if (typeof minLength === 'number' && length < minLength) return `has at least ${minLength} letters`;
  return typeof maxLength === 'number' && length > maxLength ? `has at most ${maxLength} letters` : undefined;
}

function countProblem({ minItems, maxItems }: JsonObject, { length }: readonly unknown[]): string | undefined {
  if (typeof minItems === 'number' && length < minItems) return `has at least ${minItems} of the choices`;
  return typeof maxItems === 'number' && length > maxItems ? `has at most ${maxItems} of the choices` : undefined;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function formatProblem({ format }: JsonObject, value: string): string | undefined {
  switch (format) {
    case 'email':
      return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value) ? undefined : 'is an e-mail address';
    case 'uri':
      return URL.canParse(value) ? undefined : 'is an address such as https://example.org';
    case 'date':
      return DATE.test(value) && !Number.isNaN(Date.parse(value)) ? undefined : 'is a date such as 2026-11-29';
    case 'date-time':
      return DATE.test(value.slice(0, 10)) && /T.*(Z|[+-]\d{2}:\d{2})$/.test(value) && !Number.isNaN(Date.parse(value))
        ? undefined
        : 'is a time such as 2026-11-29T18:30:00Z';
    default:
      return undefined;
  }
}
