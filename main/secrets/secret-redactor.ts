import type { Json } from '../../shared/json.ts';
import type { RunEventBody } from '../../shared/run/event.ts';
import type { Redactor, StreamRedactor } from '../core/redactor.ts';
import { secretPattern, type SecretPattern } from './secret-forms.ts';

const REDACTED = '[redacted]';

/**
 * Takes known secrets out of texts: tools and providers echo keys. `secrets` is asked each time, because keys can be
 * added while runs go on; it gives the same list as long as nothing was.
 */
export class SecretRedactor implements Redactor {
  readonly #secrets: () => readonly string[];
  #known: readonly string[] = [];
  #pattern: SecretPattern | undefined;

  constructor(secrets: () => readonly string[]) {
    this.#secrets = secrets;
  }

  event(body: RunEventBody): RunEventBody {
    return this.value(body); // equal but for texts, and none of those that schemas fix is a secret
  }

  /** The same value where it holds no secret: most do not, and are not copied. */
  value<T>(value: T): T {
    const pattern = this.#current();
    return pattern === undefined ? value : (redactValue(value as Json, pattern) as T);
  }

  text(text: string): string {
    const pattern = this.#current();
    return pattern === undefined ? text : redactText(text, pattern);
  }

  stream(): StreamRedactor {
    return new SecretStream(() => this.#current());
  }

  #current(): SecretPattern | undefined {
    const secrets = this.#secrets();
    if (secrets !== this.#known) {
      this.#known = secrets;
      this.#pattern = secretPattern(secrets);
    }
    return this.#pattern;
  }
}

function redactText(text: string, { pattern, shortest }: SecretPattern): string {
  return text.length < shortest ? text : text.replace(pattern, REDACTED);
}

function redactValue(value: Json, pattern: SecretPattern): Json {
  if (typeof value === 'string') return redactText(value, pattern);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => redactValue(item, pattern));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const entries = Object.entries(value);
  const redacted = entries.map(
    ([key, item]) => [redactText(key, pattern), item === undefined ? item : redactValue(item, pattern)] as const,
  );
  const isSame = redacted.every(([key, item], index) => key === entries[index]?.[0] && item === entries[index][1]);
  return isSame ? value : Object.fromEntries(redacted);
}

/** Finds secrets that are split over pieces. */
class SecretStream implements StreamRedactor {
  readonly #current: () => SecretPattern | undefined;
  #held = '';

  constructor(current: () => SecretPattern | undefined) {
    this.#current = current;
  }

  push(piece: string): string {
    const text = this.#held + piece;
    const known = this.#current();
    this.#held = '';
    return known === undefined ? text : this.#tell(text, known);
  }

  end(): string {
    const text = this.#held;
    const known = this.#current();
    this.#held = '';
    return known === undefined ? text : redactText(text, known);
  }

  /** A secret that begins before what is kept back is whole; one that begins there may still become a longer one. */
  #tell(text: string, known: SecretPattern): string {
    let told = '';
    let rest = text;
    for (;;) {
      const keptFrom = mayBegin(rest, known);
      known.pattern.lastIndex = 0;
      const found = known.pattern.exec(rest);
      if (found === null || found.index >= keptFrom) {
        this.#held = rest.slice(keptFrom);
        return told + rest.slice(0, keptFrom);
      }
      told += rest.slice(0, found.index) + REDACTED;
      rest = rest.slice(found.index + found[0].length);
    }
  }
}

/** Where the longest end of a text begins that is the beginning of a secret; its length where there is none. */
function mayBegin(text: string, { byFirst, longest }: SecretPattern): number {
  for (let index = Math.max(0, text.length - longest + 1); index < text.length; index += 1) {
    const forms = byFirst.get(text.charAt(index));
    if (forms === undefined) continue;
    const end = text.slice(index);
    if (forms.some((form) => form.length > end.length && form.startsWith(end))) return index;
  }
  return text.length;
}
