import type { RunEventBody } from '../../shared/run/event.ts';

/** Shorter values are no keys, and would be found in ordinary text. */
const SHORTEST_SECRET = 8;
const REDACTED = '[redacted]';

/**
 * Takes known secret values out of what enters a log: tools and providers echo keys. `secrets` is asked for each event,
 * because keys can be added while runs go on.
 */
export function redactSecrets(secrets: () => readonly string[]): (body: RunEventBody) => RunEventBody {
  return (body) => {
    const known = secrets().filter((secret) => secret.length >= SHORTEST_SECRET);
    return known.length === 0 ? body : (redactValue(body, known) as RunEventBody);
  };
}

/** The same value where it holds no secret: most do not, and are not copied. */
function redactValue(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => redactValue(item, secrets));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const entries = Object.entries(value);
  const redacted = entries.map(([key, item]) => [redactText(key, secrets), redactValue(item, secrets)] as const);
  const isSame = redacted.every(([key, item], index) => key === entries[index]?.[0] && item === entries[index][1]);
  return isSame ? value : Object.fromEntries(redacted);
}

function redactText(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) if (clean.includes(secret)) clean = clean.replaceAll(secret, REDACTED);
  return clean;
}
