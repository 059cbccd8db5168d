import type * as Babel from '@babel/types';
import type { JsonObject } from '../json.ts';
import { docComment } from './doc-comment.ts';
import { withDocumentation, withNameOf } from './documented.ts';
import { joinOptions } from './join-options.ts';
import { keyName } from './json-literal.ts';
import { type Names, NOTHING, type Options, type TypeReading } from './type-reading.ts';

/** An object as its members say. It takes nothing else, unless they say so. */
export function readMembers(members: readonly Babel.TSTypeElement[], names: Names, reading: TypeReading): JsonObject {
  const properties = new Map<string, JsonObject>();
  const required: string[] = [];
  let others: JsonObject | boolean = false;
  for (const member of members) {
    if (member.type === 'TSIndexSignature') others = anythingIsTrue(valueSchema(member, names, reading));
    else if (member.type === 'TSPropertySignature') {
      const property = readProperty(member, names, reading);
      if (property === undefined) continue;
      properties.set(property.key, property.schema);
      if (property.isRequired) required.push(property.key);
    } else reading.problem(member, 'A function cannot be sent by a model, which writes JSON.');
  }
  return objectSchema({ properties, required, others });
}

/** An object of these properties, in the form of all our schemas: always with `required`, and closed where nothing else may stand in it. */
export function objectSchema(parts: {
  readonly properties: ReadonlyMap<string, JsonObject>;
  readonly required: readonly string[];
  readonly others: JsonObject | boolean;
}): JsonObject {
  const { properties, required, others } = parts;
  if (properties.size === 0 && others !== false) return { type: 'object', additionalProperties: others };
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: [...new Set(required)],
    additionalProperties: others,
  };
}

/** A property that may be undefined may be left out: that is what JSON has for it. */
export function propertySchema(
  options: Options,
  isOptional: boolean,
): { readonly schema: JsonObject; readonly isRequired: boolean } | undefined {
  const present = options.filter((option) => option !== NOTHING);
  if (present.length === 0) return undefined;
  return { schema: joinOptions(present), isRequired: !isOptional && present.length === options.length };
}

/** `additionalProperties` of values that may be anything. */
export function anythingIsTrue(schema: JsonObject): JsonObject | boolean {
  return Object.keys(schema).length === 0 ? true : schema;
}

function valueSchema(member: Babel.TSIndexSignature, names: Names, reading: TypeReading): JsonObject {
  return member.typeAnnotation ? reading.schema(member.typeAnnotation.typeAnnotation, names) : {};
}

function readProperty(member: Babel.TSPropertySignature, names: Names, reading: TypeReading) {
  const key = member.computed && member.key.type === 'Identifier' ? undefined : keyName(member.key);
  if (key === undefined || key === '__proto__') {
    reading.problem(member.key, 'This cannot be the name of an argument. Write a plain name.');
    return undefined;
  }
  const type = member.typeAnnotation?.typeAnnotation;
  const property = propertySchema(type === undefined ? [{}] : reading.options(type, names), member.optional === true);
  if (property === undefined) return undefined; // nothing can be sent for it: `never`, `undefined`
  const named = type === undefined ? property.schema : withNameOf(type, property.schema, reading);
  return {
    key,
    schema: withDocumentation(named, docComment(member.leadingComments), reading),
    isRequired: property.isRequired,
  };
}
