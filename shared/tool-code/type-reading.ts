import type { Comment, Node, TSType } from '@babel/types';
import type { JsonObject } from '../json.ts';
import type { Declaration } from './declarations.ts';

/** What a type may be: one JSON Schema for each member of its union. None is `never`. */
export type Options = readonly JsonObject[];

/** Types that stand for names in one place: parameters of generic types, keys of mapped ones. */
export type Names = ReadonlyMap<string, Options>;

/** A type that this code declares, where it is spoken of. */
export interface NamedType {
  readonly name: string;
  /** What its parameters stand for. */
  readonly given: Names;
  readonly node: Node;
}

/** The one reader that the parts of a type are given back to. */
export interface TypeReading {
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** The members of a type; `NOTHING` among them where it may be undefined. */
  options: (type: TSType, names: Names) => Options;
  /** A type as one schema, where undefined has no place. */
  schema: (type: TSType, names: Names) => JsonObject;
  /** A type with a name. Inside of itself it is referred to. */
  named: (type: NamedType, read: () => Options) => Options;
  /** A schema without `$ref` at its top; undefined where that one is not known yet. */
  resolved: (schema: JsonObject) => JsonObject | undefined;
  /** Notes what cannot be turned into a schema, and gives a schema to go on with. */
  problem: (node: Node | Comment, message: string) => Options;
}

/** A value that JSON does not have: a property that may be this may be left out. */
export const NOTHING: JsonObject = Object.freeze({ not: Object.freeze({}) });
