import type * as Babel from '@babel/types';
import { canonicalJson, type JsonObject } from '../json.ts';
import { keysIn } from './access-types.ts';
import { objectSchema } from './object-members.ts';
import { objectParts, type ObjectParts, recordOf } from './object-types.ts';
import { type Names, NOTHING, type Options, type TypeReading } from './type-reading.ts';

interface Named {
  readonly name: string;
  readonly names: Names;
}

/** The types that TypeScript brings along; undefined where this is none of them. */
export function readUtility(
  type: Babel.TSTypeReference,
  { name, names }: Named,
  reading: TypeReading,
): Options | undefined {
  const [first, second] = type.typeArguments?.params ?? [];
  switch (name) {
    case 'String':
    case 'Number':
    case 'Boolean':
      return [{ type: name.toLowerCase() }];
    case 'Object':
      return [{ type: 'object' }];
    case 'Array':
    case 'ReadonlyArray':
      return [{ type: 'array', items: first === undefined ? {} : reading.schema(first, names) }];
    default:
      if (first === undefined) return undefined;
      return second === undefined
        ? readOfOne(first, { name, names }, reading)
        : readOfTwo({ first, second }, { name, names }, reading);
  }
}

function readOfOne(first: Babel.TSType, { name, names }: Named, reading: TypeReading): Options | undefined {
  switch (name) {
    case 'Readonly':
    case 'Awaited':
    case 'NoInfer':
      return reading.options(first, names);
    case 'NonNullable':
      return reading.options(first, names).filter((option) => option !== NOTHING && option['type'] !== 'null');
    case 'Partial':
      return changed(first, { name, names, change: (parts) => ({ ...parts, required: [] }) }, reading);
    case 'Required': {
      const change = (parts: ObjectParts): ObjectParts => ({ ...parts, required: [...parts.properties.keys()] });
      return changed(first, { name, names, change }, reading);
    }
    default:
      return undefined;
  }
}

interface TwoTypes {
  readonly first: Babel.TSType;
  readonly second: Babel.TSType;
}

function readOfTwo({ first, second }: TwoTypes, { name, names }: Named, reading: TypeReading): Options | undefined {
  switch (name) {
    case 'Record':
      return [recordOf(reading.options(first, names), () => reading.options(second, names), { isOptional: false })];
    case 'Pick':
    case 'Omit': {
      const keys = keysIn(reading.options(second, names));
      if (keys === undefined) return reading.problem(second, 'Write out which properties are meant, in quotes.');
      const change = (parts: ObjectParts): ObjectParts =>
        only(parts, (key) => keys.includes(key) === (name === 'Pick'));
      return changed(first, { name, names, change }, reading);
    }
    case 'Exclude':
    case 'Extract': {
      const named = new Set(reading.options(second, names).map(canonicalJson));
      const isNamed = (option: JsonObject): boolean => named.has(canonicalJson(option));
      return reading.options(first, names).filter((option) => isNamed(option) === (name === 'Extract'));
    }
    default:
      return undefined;
  }
}

function changed(
  type: Babel.TSType,
  { name, names, change }: Named & { readonly change: (parts: ObjectParts) => ObjectParts },
  reading: TypeReading,
): Options {
  return reading.options(type, names).flatMap((option) => {
    const parts = objectParts(reading.resolved(option));
    if (parts !== undefined) return [objectSchema(change(parts))];
    return reading.problem(type, `"${name}" is for objects, and this is none.`);
  });
}

function only(parts: ObjectParts, isKept: (key: string) => boolean): ObjectParts {
  return {
    ...parts,
    properties: new Map([...parts.properties].filter(([key]) => isKept(key))),
    required: parts.required.filter(isKept),
  };
}
