import { RE2JS } from 're2js';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';

/**
 * A regular expression that came from a document. It runs on RE2, in time that grows with the text and never with the powers of
 * two that `(a+)+$` costs elsewhere: whoever wrote the document does not hold up the engine.
 */
export class DocumentPattern {
  readonly #pattern: RE2JS;
  readonly #source: string;

  /** @throws Error in words, also for what RE2 has not: looking around and referring back. */
  constructor(source: string) {
    this.#source = source;
    try {
      this.#pattern = RE2JS.compile(source);
    } catch (error) {
      const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : '';
      throw new Error(
        `the pattern "${source}" cannot be used: ${reason}. Patterns are those of RE2, without (?=…), (?<=…) and \\1.`,
        { cause: error },
      );
    }
  }

  /** True where it is found somewhere in the text. */
  test(text: string): boolean {
    return this.#pattern.matcher(text).find();
  }

  toString(): string {
    return `/${this.#source}/`;
  }
}

/** A JSON Schema without its patterns, for checkers that would run them on other engines. */
export function withoutPatterns(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) => {
      const isRule = (key === 'pattern' && typeof value === 'string') || key === 'patternProperties';
      return isRule ? [] : [[key, cleared(value, key)]];
    }),
  );
}

/** Names of fields are no rules: a field may be called `pattern`. */
function cleared(value: Json | undefined, key: string): Json {
  if (Array.isArray(value)) return value.map((item) => cleared(item, ''));
  if (!isJsonObject(value)) return value ?? null;
  if (key !== 'properties' && key !== '$defs' && key !== 'definitions') return withoutPatterns(value);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, cleared(field, '')]));
}

/** Every pattern of a schema. */
export function patternsIn(schema: Json | undefined): string[] {
  if (Array.isArray(schema)) return schema.flatMap(patternsIn);
  if (!isJsonObject(schema)) return [];
  const own = typeof schema['pattern'] === 'string' ? [schema['pattern']] : [];
  return [...own, ...Object.values(schema).flatMap(patternsIn)];
}

/** What of a value misses the patterns of its schema, as paths with reasons. Alternatives are not looked into. */
export function patternProblems(schema: Json | undefined, value: Json | undefined, path = 'it'): string[] {
  if (!isJsonObject(schema)) return [];
  const { pattern, properties, items, allOf } = schema;
  const own =
    typeof pattern === 'string' && typeof value === 'string' && !new DocumentPattern(pattern).test(value)
      ? [`${path}: does not match /${pattern}/`]
      : [];
  const fields =
    isJsonObject(properties) && isJsonObject(value)
      ? Object.entries(properties).flatMap(([name, field]) =>
          Object.hasOwn(value, name)
            ? patternProblems(field, value[name], path === 'it' ? name : `${path}.${name}`)
            : [],
        )
      : [];
  const parts = Array.isArray(value)
    ? value.flatMap((item, index) => patternProblems(items, item, `${path}.${index}`))
    : [];
  const all = Array.isArray(allOf) ? allOf.flatMap((one) => patternProblems(one, value, path)) : [];
  return [...own, ...fields, ...parts, ...all];
}
