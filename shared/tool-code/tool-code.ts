import type { File } from '@babel/types';
import type { JsonObject } from '../json.ts';

/** Something in the code of a tool that cannot be understood. Lines and columns begin at 1, as editors count them. */
export interface CodeProblem {
  readonly line: number;
  readonly column: number;
  /** Where it begins in the text, from 0. */
  readonly offset: number;
  /** What is wrong and what to do, in whole sentences. */
  readonly message: string;
}

/** A function whose parameter has a type, or that has no parameter. */
export interface TypedCode {
  readonly type: 'typed';
  /** Of the function; undefined where it has none, or one that is no name of a tool. */
  readonly name: string | undefined;
  /** False: it is found by its name only, so the tool has to be called like it. */
  readonly isDefault: boolean;
  /** The doc comment of the function; undefined without one. */
  readonly description: string | undefined;
  /** JSON Schema of the arguments, an object with `properties` and `required`. */
  readonly schema: JsonObject;
}

/** What the code of a JavaScript tool says of itself. */
export type ToolCode =
  | TypedCode
  /** Its parameter has no type: the schema is written by hand. */
  | { readonly type: 'untyped' }
  /** In the order of the text, at least one. */
  | { readonly type: 'wrong'; readonly problems: readonly CodeProblem[] };

/** Reads a module as TypeScript. `@babel/parser`, which each host loads when there is code to read. */
export type ParseModule = (
  source: string,
  options: { readonly sourceType: 'module'; readonly plugins: 'typescript'[] },
) => File;
