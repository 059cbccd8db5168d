import type { Comment, Node, TSType } from '@babel/types';
import { canonicalJson, type JsonObject } from '../json.ts';
import type { Declaration } from './declarations.ts';
import { joinOptions } from './join-options.ts';
import { readType, schemaOf } from './read-type.ts';
import { SizesOfSchemas } from './sizes-of-schemas.ts';
import type { CodeProblem } from './tool-code.ts';
import type { NamedType, Names, Options, TypeReading } from './type-reading.ts';

/** Types that unfold to more parts, or deeper, are written by nobody who wants to be understood. */
const MOST_PARTS = 3000;
const MOST_LEVELS = 100;

/** As many characters the schema of one type may have, and those of all parts together. */
const LONGEST = 500_000;
const LONGEST_TOGETHER = 10_000_000;

/** The types unfold without end, or nearly. */
class TooManyParts extends Error {}

/** Reads the types of one module. Keeps what refers to itself, and what is wrong. */
export class TypeReader implements TypeReading {
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly problems: CodeProblem[] = [];
  readonly #open = new Map<string, { readonly place: string; isRecursive: boolean }>();
  /** Types that refer to themselves, by name and parameters. */
  readonly #known = new Map<string, JsonObject>();
  readonly #places = new Map<string, JsonObject>();
  readonly #wrongPlaces = new Set<number>();
  readonly #sizes = new SizesOfSchemas();
  #written = 0;
  #parts = 0;
  #levels = 0;

  constructor(declarations: ReadonlyMap<string, Declaration>) {
    this.declarations = declarations;
  }

  /** The schema of the arguments, with what stands for names in it; undefined where it would be too large. */
  read(type: TSType, names: () => Names): JsonObject | undefined {
    try {
      return this.schema(type, names());
    } catch (error) {
      if (!(error instanceof TooManyParts)) throw error;
      this.problem(type, 'This type unfolds to more than a model can read. Make it smaller.');
      return undefined;
    }
  }

  /** Types that refer to themselves, for `$defs`. */
  definitions(): ReadonlyMap<string, JsonObject> {
    return this.#places;
  }

  options(type: TSType, names: Names): Options {
    this.#parts += 1;
    this.#levels += 1;
    if (this.#parts > MOST_PARTS || this.#levels > MOST_LEVELS) throw new TooManyParts();
    const options = readType(type, names, this);
    const size = this.#sizes.of(options);
    this.#written += size;
    if (size > LONGEST || this.#written > LONGEST_TOGETHER) throw new TooManyParts();
    this.#levels -= 1;
    return options;
  }

  schema(type: TSType, names: Names): JsonObject {
    return schemaOf(type, names, this);
  }

  named({ name, given, node }: NamedType, read: () => Options): Options {
    const key = `${name} ${canonicalJson([...given.values()].flat())}`;
    const open = this.#open.get(key);
    if (open !== undefined) {
      open.isRecursive = true;
      return [refTo(open.place)];
    }
    const known = this.#known.get(key);
    if (known !== undefined) return [known];
    const entry = { place: this.#freePlace(name), isRecursive: false };
    this.#open.set(key, entry);
    const options = read();
    this.#open.delete(key);
    if (!entry.isRecursive) return options;
    const ref = refTo(entry.place);
    if (options.some(({ $ref }) => $ref === ref.$ref)) {
      return this.problem(node, `"${name}" is said to be itself, so it has no end. Write out what it is.`);
    }
    this.#known.set(key, ref);
    this.#places.set(entry.place, joinOptions(options));
    return [ref];
  }

  resolved(schema: JsonObject): JsonObject | undefined {
    const { $ref } = schema;
    return typeof $ref === 'string' ? this.#places.get($ref.replace('#/$defs/', '')) : schema;
  }

  problem({ loc, start }: Node | Comment, message: string): Options {
    const { line, column } = loc?.start ?? { line: 1, column: 0 };
    const offset = start ?? 0;
    if (!this.#wrongPlaces.has(offset)) this.problems.push({ line, column: column + 1, offset, message });
    this.#wrongPlaces.add(offset);
    return [{}];
  }

  #freePlace(name: string): string {
    const taken = new Set([...this.#places.keys(), ...[...this.#open.values()].map(({ place }) => place)]);
    let place = name;
    for (let number = 2; taken.has(place); number += 1) place = `${name}${number}`;
    return place;
  }
}

function refTo(place: string): { readonly $ref: string } {
  return { $ref: `#/$defs/${place}` };
}
