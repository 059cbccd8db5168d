import type * as Babel from '@babel/types';
import type { Json } from '../json.ts';
import type { Declaration } from './declarations.ts';
import { literal } from './join-options.ts';
import { jsonLiteral, keyName } from './json-literal.ts';
import { readMembers } from './object-members.ts';
import { mergedObject, objectParts, type ObjectParts } from './object-types.ts';
import type { Names, Options, TypeReading } from './type-reading.ts';
import { readUtility } from './utility-types.ts';

/** Types of JavaScript that JSON does not have, and what to take instead. */
const NOT_IN_JSON: Readonly<Record<string, string>> = {
  Date: 'Take a string, and make a Date of it.',
  RegExp: 'Take a string with the pattern.',
  URL: 'Take a string, and make a URL of it.',
  Map: 'Take a Record.',
  Set: 'Take an array.',
  Promise: 'Take what it comes to.',
  Function: 'Take what it would be called with.',
  Symbol: 'Take a string.',
  BigInt: 'Take a number or a string.',
  Uint8Array: 'Take an array of numbers, or a string.',
  ArrayBuffer: 'Take an array of numbers, or a string.',
  Buffer: 'Take a string.',
  Blob: 'Take a string.',
  File: 'Take a string.',
  Error: 'Take a string with what it says.',
};

/** A type by its name: a parameter of a generic one, one that this code declares, or one of TypeScript's own. */
export function readReference(type: Babel.TSTypeReference, names: Names, reading: TypeReading): Options {
  const { typeName } = type;
  if (typeName.type === 'TSQualifiedName') return readQualified(typeName, reading);
  if (typeName.type !== 'Identifier') return reading.problem(typeName, 'This type has no schema here.');
  const { name } = typeName;
  const bound = names.get(name);
  if (bound !== undefined) return bound;
  const declaration = reading.declarations.get(name);
  if (declaration !== undefined && declaration.kind !== 'value') {
    return readDeclared(type, { name, declaration, names }, reading);
  }
  const utility = readUtility(type, { name, names }, reading);
  if (utility !== undefined) return utility;
  const instead = Object.hasOwn(NOT_IN_JSON, name) ? NOT_IN_JSON[name] : undefined;
  if (instead !== undefined) {
    return reading.problem(type, `A ${name} cannot be sent by a model, which writes JSON. ${instead}`);
  }
  return reading.problem(type, `There is no type "${name}" in this code. Declare it here, or write out what it is.`);
}

interface Declared {
  readonly name: string;
  readonly declaration: Exclude<Declaration, { kind: 'value' }>;
  readonly names: Names;
}

function readDeclared(
  type: Babel.TSTypeReference,
  { name, declaration, names }: Declared,
  reading: TypeReading,
): Options {
  switch (declaration.kind) {
    case 'import':
      return reading.problem(
        type,
        `"${name}" is imported, and a tool is read on its own. Write the type in this code.`,
      );
    case 'class':
      return reading.problem(type, `"${name}" is a class, and a model sends plain JSON. Take an interface.`);
    case 'enum':
      return readEnum(declaration.node, reading);
    case 'alias': {
      const { typeParameters, typeAnnotation } = declaration.node;
      const inner = bind(type, { parameters: typeParameters?.params ?? [], names }, reading);
      return reading.named({ name, given: inner, node: type }, () => reading.options(typeAnnotation, inner));
    }
    case 'interface': {
      const parameters = declaration.pieces[0]?.typeParameters?.params ?? [];
      const inner = bind(type, { parameters, names }, reading);
      return reading.named({ name, given: inner, node: type }, () => [
        readInterface(declaration.pieces, inner, reading),
      ]);
    }
  }
}

/** The parameters of a generic type, with what stands for them here. */
function bind(
  { typeArguments }: Pick<Babel.TSTypeReference, 'typeArguments'>,
  { parameters, names }: { readonly parameters: readonly Babel.TSTypeParameter[]; readonly names: Names },
  reading: TypeReading,
): Names {
  const bound = new Map<string, Options>();
  for (const [index, parameter] of parameters.entries()) {
    const given = typeArguments?.params[index];
    if (given !== undefined) bound.set(parameter.name.name, reading.options(given, names));
    else if (parameter.default) bound.set(parameter.name.name, reading.options(parameter.default, bound));
    else {
      const message = `Nothing says what "${parameter.name.name}" is here. Give it a type.`;
      bound.set(parameter.name.name, reading.problem(parameter, message));
    }
  }
  return bound;
}

function readInterface(pieces: readonly Babel.TSInterfaceDeclaration[], names: Names, reading: TypeReading) {
  const parents = pieces
    .flatMap((piece) => piece.extends ?? [])
    .flatMap((heritage) => parent(heritage, names, reading));
  const own = readMembers(
    pieces.flatMap(({ body }) => body.body),
    names,
    reading,
  );
  return parents.length === 0
    ? own
    : mergedObject([...parents, ...[objectParts(own)].filter((part) => part !== undefined)]);
}

function parent(
  { expression, typeArguments }: Babel.TSInterfaceHeritage,
  names: Names,
  reading: TypeReading,
): ObjectParts[] {
  const reference = {
    type: 'TSTypeReference',
    typeName: expression,
    typeArguments,
    loc: expression.loc,
    start: expression.start,
  } as Babel.TSTypeReference; // what stands behind "extends" is the name of a type
  const [option] = readReference(reference, names, reading);
  const parts = option === undefined ? undefined : objectParts(reading.resolved(option));
  if (parts === undefined && option !== undefined && Object.keys(option).length > 0) {
    reading.problem(expression, 'An interface can only extend an object, and this is none.');
  }
  return parts === undefined ? [] : [parts];
}

function readEnum(node: Babel.TSEnumDeclaration, reading: TypeReading): Options {
  return [...enumValues(node, reading).values()].map(literal);
}

/** The values of an enum by the names of its members. */
function enumValues({ body }: Babel.TSEnumDeclaration, reading: TypeReading): ReadonlyMap<string, string | number> {
  const values = new Map<string, string | number>();
  let next: number | undefined = 0;
  for (const member of body.members) {
    const value: Json | undefined = member.initializer ? jsonLiteral(member.initializer) : next;
    if (typeof value === 'string' || typeof value === 'number') values.set(keyName(member.id) ?? '', value);
    else reading.problem(member, 'This value has to be worked out, and nothing is run to read a type. Write it out.');
    next = typeof value === 'number' ? value + 1 : undefined;
  }
  return values;
}

function readQualified({ left, right }: Babel.TSQualifiedName, reading: TypeReading): Options {
  const root = left.type === 'Identifier' ? left.name : undefined;
  const declared = root === undefined ? undefined : reading.declarations.get(root);
  if (declared?.kind === 'enum') {
    const value = enumValues(declared.node, reading).get(right.name);
    if (value !== undefined) return [literal(value)];
  }
  if (declared?.kind === 'import') {
    const message = `"${root}" is imported, and a tool is read on its own. Write the type in this code.`;
    return reading.problem(left, message);
  }
  const message = `There is no type "${root ?? ''}.${right.name}" in this code. Declare it here, or write out what it is.`;
  return reading.problem(left, message);
}
