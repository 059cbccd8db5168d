import type * as Babel from '@babel/types';
import type { JsonObject } from '../json.ts';
import { ReadTooOften } from './counted-text.ts';
import { declarationsOf } from './declarations.ts';
import { docComment } from './doc-comment.ts';
import { findFunction, type FoundFunction } from './find-function.ts';
import { withDefaults, withParameters } from './noted-properties.ts';
import { objectSchema } from './object-members.ts';
import { CodeTooLong, parseCode } from './parse-code.ts';
import type { CodeProblem, ParseModule, ToolCode } from './tool-code.ts';
import { TypeReader } from './type-reader.ts';
import type { Names, Options } from './type-reading.ts';

const TOO_DEEP = 'This is nested too deep to be read. Make it flatter.';

/**
 * What the code of a JavaScript tool says of itself: its name, what it is for, and the schema of its arguments from the
 * types of its parameter. Nothing of it is run. `toolName` is how the tool is called where it stands, if anyhow.
 */
export function readToolCode(
  source: string,
  { parse, toolName }: { readonly parse: ParseModule; readonly toolName: string | undefined },
): ToolCode {
  try {
    return readProgram(parseCode(source, parse), toolName);
  } catch (error) {
    if (error instanceof CodeTooLong) return wrong([atStart(error.message)]);
    if (error instanceof RangeError) return wrong([atStart(TOO_DEEP)]);
    if (error instanceof ReadTooOften) return wrong([atLine(source, error.offset)]);
    const problem = syntaxProblem(error);
    if (problem === undefined) throw error;
    return wrong([problem]);
  }
}

function readProgram(program: Babel.Program, toolName: string | undefined): ToolCode {
  const found = findFunction(program, toolName);
  if (found === 'unclear') return { type: 'untyped' };
  if (found === undefined) {
    return wrong([atStart('The tool exports no function. Begin it with "export default async function".')]);
  }
  const reader = new TypeReader(declarationsOf(program));
  const doc = docComment(found.comments);
  const schema = argumentsOf(found, reader);
  if (schema === undefined) return { type: 'untyped' };
  const described = doc === undefined ? schema : withParameters(schema, doc);
  if (reader.problems.length > 0) return wrong(reader.problems.toSorted((a, b) => a.offset - b.offset));
  return {
    type: 'typed',
    name: found.name !== undefined && /^[\w-]{1,64}$/.test(found.name) ? found.name : undefined,
    isDefault: found.isDefault,
    description: doc === undefined || doc.text === '' ? undefined : doc.text,
    schema: withDefinitions(described, reader.definitions()),
  };
}

/** `$defs` of what the schema refers to. */
function withDefinitions(schema: JsonObject, definitions: ReadonlyMap<string, JsonObject>): JsonObject {
  const needed = new Map<string, JsonObject>();
  const waiting: JsonObject[] = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const [, place = ''] of JSON.stringify(next).matchAll(/"#\/\$defs\/([^"]+)"/g)) {
      const definition = definitions.get(place);
      if (definition === undefined || needed.has(place)) continue;
      needed.set(place, definition);
      waiting.push(definition);
    }
  }
  return needed.size === 0 ? schema : { ...schema, $defs: Object.fromEntries(needed) };
}

/** The schema of the one object that the function is called with; undefined where its parameter has no type. */
function argumentsOf(found: FoundFunction, reader: TypeReader): JsonObject | undefined {
  const { node, typeOfConstant } = found;
  const [first, second] = node.params;
  const type = typeOfParameter(first) ?? parameterOf(typeOfConstant);
  if (first === undefined && type === undefined)
    return objectSchema({ properties: new Map(), required: [], others: false });
  if (type === undefined || SAYS_NOTHING.has(type.type)) return undefined;
  if (second !== undefined && isNeeded(second)) {
    const example = 'write ({ a, b }: { a: string; b: number })';
    reader.problem(
      second,
      `A tool is called with one object that holds all its arguments, so nothing comes here: ${example}.`,
    );
    return {};
  }
  const schema = reader.read(type, () => constraintsOf(node, reader));
  if (schema === undefined || reader.problems.length > 0) return {};
  const object = reader.resolved(schema);
  if (object?.['type'] !== 'object') {
    const example = 'for example { text: string }';
    reader.problem(
      type,
      `A tool is called with one object that holds its arguments, ${example}, and this is something else.`,
    );
    return {};
  }
  return withDefaults(atRoot(object), node);
}

/** Types that are written by who writes the schema by hand. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['TSAnyKeyword', 'TSUnknownKeyword', 'TSObjectKeyword']);

function atRoot({ description: _description, properties = {}, required = [], ...rest }: JsonObject): JsonObject {
  return { type: 'object', properties, required, additionalProperties: rest['additionalProperties'] ?? false };
}

type Parameter = FoundFunction['node']['params'][number];

function typeOfParameter(parameter: Parameter | undefined): Babel.TSType | undefined {
  const pattern = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
  if (pattern?.type !== 'Identifier' && pattern?.type !== 'ObjectPattern') return undefined;
  const { typeAnnotation } = pattern;
  return typeAnnotation?.type === 'TSTypeAnnotation' ? typeAnnotation.typeAnnotation : undefined;
}

/** `const tool: (args: Args) => string = …` */
function parameterOf(type: Babel.TSType | undefined): Babel.TSType | undefined {
  return type?.type === 'TSFunctionType' ? typeOfParameter(type.params[0]) : undefined;
}

function isNeeded(parameter: Parameter): boolean {
  if (parameter.type === 'AssignmentPattern' || parameter.type === 'RestElement') return false;
  return !(parameter.type === 'Identifier' && parameter.optional === true);
}

/** What stands for the parameters of a generic function: all that they may be. */
function constraintsOf({ typeParameters }: FoundFunction['node'], reader: TypeReader): Names {
  const bound = new Map<string, Options>();
  if (typeParameters?.type !== 'TSTypeParameterDeclaration') return bound;
  for (const { name, constraint, default: usual } of typeParameters.params) {
    const type = constraint ?? usual;
    if (type) bound.set(name.name, reader.options(type, bound));
  }
  return bound;
}

function wrong(problems: readonly CodeProblem[]): ToolCode {
  return { type: 'wrong', problems };
}

function atStart(message: string): CodeProblem {
  return { line: 1, column: 1, offset: 0, message };
}

/** The line that the parser does not get past. */
function atLine(source: string, offset: number): CodeProblem {
  const before = source.slice(0, offset).split('\n');
  return {
    line: before.length,
    column: 1,
    offset: offset - (before.at(-1)?.length ?? 0),
    message: TOO_DEEP,
  };
}

/** The parser's own words, with the place apart from them. */
function syntaxProblem(error: unknown): CodeProblem | undefined {
  if (!(error instanceof SyntaxError) || !('loc' in error)) return undefined;
  const { line, column, index } = error.loc as { line: number; column: number; index: number };
  const words = error.message.replace(/ \(\d+:\d+\)$/, '').replace(/\.$/, '');
  return { line, column: column + 1, offset: index, message: `This is no TypeScript: ${words}.` };
}
