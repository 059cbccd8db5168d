import type * as Babel from '@babel/types';
import type { JsonObject } from '../json.ts';
import { readAccess, readKeys, readTypeOf } from './access-types.ts';
import { withNameOf } from './documented.ts';
import { joinOptions, literal } from './join-options.ts';
import { jsonLiteral } from './json-literal.ts';
import { readMembers } from './object-members.ts';
import { readIntersection, readMapped } from './object-types.ts';
import { readReference } from './references.ts';
import { readTemplate } from './template-types.ts';
import { readTuple } from './tuples.ts';
import { type Names, NOTHING, type Options, type TypeReading } from './type-reading.ts';

/** The members of a type, each as JSON Schema. What has no schema is noted as a problem, and taken as anything. */
export function readType(type: Babel.TSType, names: Names, reading: TypeReading): Options {
  switch (type.type) {
    case 'TSUnionType':
      return type.types.flatMap((member) => readMember(member, names, reading));
    case 'TSParenthesizedType':
      return reading.options(type.typeAnnotation, names);
    case 'TSLiteralType':
      return readLiteral(type, reading);
    case 'TSArrayType':
      return [{ type: 'array', items: reading.schema(type.elementType, names) }];
    case 'TSTupleType':
      return [readTuple(type, names, reading)];
    case 'TSTypeLiteral':
      return [type.members.length === 0 ? { type: 'object' } : readMembers(type.members, names, reading)];
    case 'TSIntersectionType':
      return readIntersection(type, names, reading);
    case 'TSMappedType':
      return readMapped(type, names, reading);
    case 'TSTypeReference':
      return readReference(type, names, reading);
    case 'TSTypeOperator':
      if (type.operator === 'keyof') return readKeys(type.typeAnnotation, names, reading);
      if (type.operator === 'readonly') return reading.options(type.typeAnnotation, names);
      return reading.problem(type, 'A symbol cannot be sent by a model, which writes JSON. Take a string.');
    case 'TSIndexedAccessType':
      return readAccess(type, names, reading);
    case 'TSTypeQuery':
      return readTypeOf(type, reading);
    case 'TSTemplateLiteralType':
      return readTemplate(type, names, reading);
    default:
      return readSimple(type, reading);
  }
}

/** What is said of a type of this code stays with it among others. */
function readMember(member: Babel.TSType, names: Names, reading: TypeReading): Options {
  const options = reading.options(member, names);
  const [only] = options;
  return options.length === 1 && only !== undefined && only !== NOTHING ? [withNameOf(member, only, reading)] : options;
}

type Simple = Exclude<
  Babel.TSType,
  {
    type:
      | 'TSUnionType'
      | 'TSParenthesizedType'
      | 'TSLiteralType'
      | 'TSArrayType'
      | 'TSTupleType'
      | 'TSTypeLiteral'
      | 'TSIntersectionType'
      | 'TSMappedType'
      | 'TSTypeReference'
      | 'TSTypeOperator'
      | 'TSIndexedAccessType'
      | 'TSTypeQuery'
      | 'TSTemplateLiteralType';
  }
>;

/** Types that are one word, and those that JSON does not have. */
function readSimple(type: Simple, reading: TypeReading): Options {
  switch (type.type) {
    case 'TSStringKeyword':
      return [{ type: 'string' }];
    case 'TSNumberKeyword':
      return [{ type: 'number' }];
    case 'TSBooleanKeyword':
      return [{ type: 'boolean' }];
    case 'TSNullKeyword':
      return [{ type: 'null' }];
    case 'TSObjectKeyword':
      return [{ type: 'object' }];
    case 'TSAnyKeyword':
    case 'TSUnknownKeyword':
      return [{}];
    case 'TSUndefinedKeyword':
    case 'TSVoidKeyword':
      return [NOTHING];
    case 'TSNeverKeyword':
      return [];
    case 'TSBigIntKeyword':
      return reading.problem(type, 'A bigint cannot be sent by a model, which writes JSON. Take a number or a string.');
    case 'TSSymbolKeyword':
      return reading.problem(type, 'A symbol cannot be sent by a model, which writes JSON. Take a string.');
    case 'TSFunctionType':
    case 'TSConstructorType':
      return reading.problem(type, 'A function cannot be sent by a model, which writes JSON.');
    case 'TSConditionalType':
    case 'TSInferType':
      return reading.problem(type, 'A conditional type has no schema. Write out what it comes to.');
    case 'TSImportType':
      return reading.problem(type, 'An imported type cannot be read here. Write the type in this code.');
    default:
      return reading.problem(type, 'This type has no schema here. Write out what may be sent.');
  }
}

function readLiteral({ literal: written }: Babel.TSLiteralType, reading: TypeReading): Options {
  const value = jsonLiteral(written);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [literal(value)];
  return reading.problem(written, 'A bigint cannot be sent by a model, which writes JSON. Take a number or a string.');
}

/** The members as one schema; `undefined` among them has no place here. */
export function schemaOf(type: Babel.TSType, names: Names, reading: TypeReading): JsonObject {
  const options = reading.options(type, names);
  const present = options.filter((option) => option !== NOTHING);
  if (options.length > 0 && present.length === options.length) return withNameOf(type, joinOptions(present), reading);
  const word = options.length === 0 ? 'Nothing fits "never"' : 'JSON has no "undefined"';
  return joinOptions(reading.problem(type, `${word}, so a model can send nothing here. Take null, or leave it out.`));
}
