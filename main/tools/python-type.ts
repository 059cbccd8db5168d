import type { Json, JsonObject } from '../../shared/json.ts';
import { parseLiteral } from './python-literal.ts';
import { splitTopLevel } from './python-split.ts';

const SCHEMA_OF_NAME: Readonly<Record<string, JsonObject>> = {
  int: { type: 'integer' },
  float: { type: 'number' },
  complex: { type: 'string' },
  str: { type: 'string' },
  bytes: { type: 'string', format: 'binary' },
  bool: { type: 'boolean' },
  None: { type: 'null' },
  Path: { type: 'string', format: 'path' },
  datetime: { type: 'string', format: 'date-time' },
  date: { type: 'string', format: 'date' },
  UUID: { type: 'string', format: 'uuid' },
};

const LISTS: ReadonlySet<string> = new Set(['list', 'List', 'Sequence', 'Iterable', 'set', 'Set', 'tuple', 'Tuple']);
const DICTS: ReadonlySet<string> = new Set(['dict', 'Dict', 'Mapping', 'TypedDict']);

/** Deeper types come from nobody who wants to be understood. */
const MAX_DEPTH = 20;

/** A parameter's type as JSON Schema, and the text of `Annotated` where there is one. */
export interface PythonType {
  readonly schema: JsonObject;
  readonly description: string | undefined;
}

/** Reads a Python annotation as AutoGen shows it to models. What is not known becomes a schema that takes anything. */
export function parsePythonType(annotation: string, depth = 0): PythonType {
  const text = annotation.trim();
  if (depth > MAX_DEPTH) return { schema: {}, description: undefined };
  const options = splitTopLevel(text, '|');
  if (options.length > 1) return { schema: union(options, depth), description: undefined };
  const quoted = parseLiteral(text);
  if (typeof quoted?.value === 'string') return parsePythonType(quoted.value, depth + 1); // a forward reference
  const generic = /^([\w.]+)\s*\[([\s\S]*)\]$/.exec(text);
  if (generic === null) return { schema: plain(lastName(text)), description: undefined };
  const args = splitTopLevel(generic[2] ?? '', ',');
  const name = lastName(generic[1] ?? '');
  if (name !== 'Annotated') return { schema: subscripted({ name, args, depth }), description: undefined };
  const note = parseLiteral(args[1] ?? '')?.value;
  const inner = parsePythonType(args[0] ?? '', depth + 1);
  return { schema: inner.schema, description: typeof note === 'string' ? note : inner.description };
}

function plain(name: string): JsonObject {
  if (LISTS.has(name)) return { type: 'array', items: {} };
  if (DICTS.has(name)) return { type: 'object', additionalProperties: true };
  return SCHEMA_OF_NAME[name] ?? {};
}

function subscripted({ name, args, depth }: { name: string; args: readonly string[]; depth: number }): JsonObject {
  const first = args[0] ?? '';
  if (name === 'Optional') return union([first, 'None'], depth);
  if (name === 'Union') return union(args, depth);
  if (name === 'Literal') return literals(args);
  if (LISTS.has(name)) return { type: 'array', items: parsePythonType(first, depth + 1).schema };
  if (DICTS.has(name))
    return { type: 'object', additionalProperties: parsePythonType(args[1] ?? '', depth + 1).schema };
  return plain(name);
}

function union(options: readonly string[], depth: number): JsonObject {
  const schemas = options.map((option) => parsePythonType(option, depth + 1).schema);
  return schemas.length === 1 ? (schemas[0] ?? {}) : { anyOf: schemas };
}

function literals(args: readonly string[]): JsonObject {
  const values = args.map((arg) => parseLiteral(arg)?.value).filter((value): value is Json => value !== undefined);
  const types = new Set(values.map((value) => (Number.isInteger(value) ? 'integer' : typeof value)));
  const [type] = types;
  const typed = types.size === 1 && type !== undefined && type !== 'object' ? { type } : {};
  const [only] = values;
  return values.length === 1 && only !== undefined ? { const: only, ...typed } : { enum: values, ...typed };
}

function lastName(path: string): string {
  return path.trim().split('.').at(-1) ?? '';
}
