import type { TSType } from '@babel/types';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { docComment, type DocComment } from './doc-comment.ts';
import type { TypeReading } from './type-reading.ts';

/** Tags that say more than a type can, and the types they speak of. They are called as in JSON Schema. */
const KEYWORDS: Readonly<Record<string, { readonly of: readonly string[]; readonly value: 'number' | 'text' }>> = {
  minimum: { of: ['number', 'integer'], value: 'number' },
  maximum: { of: ['number', 'integer'], value: 'number' },
  exclusiveMinimum: { of: ['number', 'integer'], value: 'number' },
  exclusiveMaximum: { of: ['number', 'integer'], value: 'number' },
  multipleOf: { of: ['number', 'integer'], value: 'number' },
  minLength: { of: ['string'], value: 'number' },
  maxLength: { of: ['string'], value: 'number' },
  pattern: { of: ['string'], value: 'text' },
  format: { of: ['string'], value: 'text' },
  minItems: { of: ['array'], value: 'number' },
  maxItems: { of: ['array'], value: 'number' },
};

/** A schema with what its doc comment says: the description, limits, `@integer`, `@default`. */
export function withDocumentation(schema: JsonObject, doc: DocComment | undefined, reading: TypeReading): JsonObject {
  if (doc === undefined) return schema;
  const limited = doc.tags.reduce((current, tag) => withTag(current, tag, { doc, reading }), schema);
  return doc.text === '' ? limited : { ...limited, description: doc.text };
}

/** A schema with what is said of the type where it is declared, if this is the name of one. */
export function withNameOf(type: TSType, schema: JsonObject, reading: TypeReading): JsonObject {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return schema;
  return withDocumentation(schema, docComment(reading.declarations.get(type.typeName.name)?.comments), reading);
}

function withTag(
  schema: JsonObject,
  { name, text }: DocComment['tags'][number],
  { doc, reading }: { readonly doc: DocComment; readonly reading: TypeReading },
): JsonObject {
  const wrong = (message: string): JsonObject => {
    reading.problem(doc.comment, message);
    return schema;
  };
  if (name === 'integer') {
    return limited(schema, ['number'], { type: 'integer' }) ?? wrong('"@integer" is for numbers, and this is none.');
  }
  if (name === 'default') {
    const value = defaultValue(schema, text);
    return value === undefined
      ? wrong(`"@default" needs a value as JSON, and is "${text}".`)
      : { ...schema, default: value };
  }
  const keyword = Object.hasOwn(KEYWORDS, name) ? KEYWORDS[name] : undefined;
  if (keyword === undefined) return schema;
  const value = keyword.value === 'text' ? text : Number(text);
  if (text === '' || Number.isNaN(value)) {
    return wrong(`"@${name}" needs a ${keyword.value}, and is "${text}".`);
  }
  return (
    limited(schema, keyword.of, { [name]: value }) ??
    wrong(`"@${name}" is for ${PLURALS[keyword.of[0] ?? '']}, and this is none.`)
  );
}

const PLURALS: Readonly<Record<string, string>> = { number: 'numbers', string: 'texts', array: 'lists' };

/** The schema, or the members of it that have one of these types, with more said of them; undefined where there is none. */
function limited(schema: JsonObject, types: readonly string[], more: JsonObject): JsonObject | undefined {
  const isAnything = schema['type'] === undefined && schema['anyOf'] === undefined && schema['$ref'] === undefined;
  if (isAnything && schema['enum'] === undefined && schema['const'] === undefined) return { ...schema, ...more };
  if (types.some((type) => type === schema['type']) && schema['enum'] === undefined) return { ...schema, ...more };
  const { anyOf } = schema;
  if (!Array.isArray(anyOf)) return undefined;
  const members = anyOf.map((member: Json) =>
    isJsonObject(member) ? (limited(member, types, more) ?? member) : member,
  );
  return members.some((member, index) => member !== anyOf[index]) ? { ...schema, anyOf: members } : undefined;
}

/** Texts may stand without quotes, or in single ones. */
function defaultValue({ type }: JsonObject, text: string): Json | undefined {
  const quoted = /^'(.*)'$/s.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return type === 'string' && text !== '' ? text : undefined;
  }
}
