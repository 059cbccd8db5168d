import type { TSNamedTupleMember, TSTupleType, TSType } from '@babel/types';
import type { JsonObject } from '../json.ts';
import type { Names, TypeReading } from './type-reading.ts';

/** A list with a schema for each place, as pydantic writes it. */
export function readTuple({ elementTypes }: TSTupleType, names: Names, reading: TypeReading): JsonObject {
  const places: JsonObject[] = [];
  let others: JsonObject | undefined;
  let needed = 0;
  for (const element of elementTypes) {
    const { type, label, isOptional, isRest } = placeOf(element);
    if (isRest) {
      const list = reading.schema(type, names);
      const { items } = list;
      if (others !== undefined || typeof items !== 'object') reading.problem(element, 'This rest has no schema here.');
      others = (items ?? {}) as JsonObject; // what `TSArrayType` gives
    } else if (others === undefined) {
      places.push({ ...(label !== undefined && { title: label }), ...reading.schema(type, names) });
      if (!isOptional) needed = places.length;
    } else {
      reading.problem(element, 'Nothing can stand behind a rest of any length. Put the rest at the end.');
    }
  }
  const list = { type: 'array', ...(places.length > 0 && { prefixItems: places }), minItems: needed };
  return others === undefined ? { ...list, maxItems: places.length } : { ...list, items: others };
}

interface Place {
  readonly type: TSType;
  readonly label: string | undefined;
  readonly isOptional: boolean;
  readonly isRest: boolean;
}

function placeOf(element: TSType | TSNamedTupleMember): Place {
  const plain = { label: undefined, isOptional: false, isRest: false };
  switch (element.type) {
    case 'TSNamedTupleMember':
      return { ...plain, type: element.elementType, label: element.label.name, isOptional: element.optional };
    case 'TSOptionalType':
      return { ...plain, type: element.typeAnnotation, isOptional: true };
    case 'TSRestType':
      return { ...placeOf(element.typeAnnotation), isRest: true }; // `...rest: string[]` is a named member in it
    default:
      return { ...plain, type: element };
  }
}
