/** Shorter values are no keys, and would be found in ordinary text. */
const SHORTEST_SECRET = 8;

/** A pattern that finds every known secret, and what is needed to know that one may be beginning. */
export interface SecretPattern {
  /** Global; of two that begin at the same place it finds the longer one. */
  readonly pattern: RegExp;
  readonly shortest: number;
  readonly longest: number;
  /** All forms, by their first UTF-16 unit. */
  readonly byFirst: ReadonlyMap<string, readonly string[]>;
}

/** The pattern of these secrets, in all forms in which they are echoed; undefined where none is long enough. */
export function secretPattern(secrets: readonly string[]): SecretPattern | undefined {
  const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
  const forms = [...new Set(known.flatMap(formsOf))].toSorted((one, other) => other.length - one.length);
  const [longest] = forms;
  if (longest === undefined) return undefined;
  const byFirst = new Map<string, string[]>();
  for (const form of forms) {
    const first = form.charAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), form]);
  }
  return {
    pattern: new RegExp(forms.map((form) => escapeForPattern(form)).join('|'), 'g'),
    shortest: forms.at(-1)?.length ?? 0,
    longest: longest.length,
    byFirst,
  };
}

/** Node 22 has no `RegExp.escape` yet. */
function escapeForPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** A secret as it is, inside JSON, in an address, and inside base64 text at each of the three ways it can fall there. */
function formsOf(secret: string): string[] {
  const encoded = encodeURIComponent(secret.toWellFormed());
  const lowerCase = encoded.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase());
  const forms = [secret, JSON.stringify(secret).slice(1, -1), encoded, lowerCase, encoded.replaceAll('%20', '+')];
  for (const offset of [0, 1, 2]) {
    const base64 = insideBase64(secret, offset);
    forms.push(base64, base64.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return forms;
}

/** The signs of base64 text that only the secret decides, where `offset` bytes stand before it. */
function insideBase64(secret: string, offset: number): string {
  const bytes = Buffer.from(secret, 'utf8');
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}
