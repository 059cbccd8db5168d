import type * as z from 'zod';
import type { Json, JsonObject } from '../json.ts';
import type { ComponentDefinition } from './definition.ts';
import { laxValue } from './lax-value.ts';

/** One thing that is wrong in a config: where, from the config's root, and a whole sentence about it. */
export interface ConfigProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** A config as it was understood. With problems it is the config as it came. */
export interface CheckedConfig {
  /** Defaults filled in, AutoGen's coercions done ("5" → 5), unknown keys kept. */
  readonly config: JsonObject;
  readonly problems: readonly ConfigProblem[];
}

/** Checks the own fields of a component; nested components are looked at by nobody here. */
export function checkConfig(definition: ComponentDefinition, config: JsonObject): CheckedConfig {
  const first = definition.config.safeParse(config);
  if (first.success) return { config: first.data as JsonObject, problems: [] };
  const coerced = coerce(config, first.error.issues);
  const second = coerced === undefined ? first : definition.config.safeParse(coerced);
  if (second.success) return { config: second.data as JsonObject, problems: [] };
  return { config, problems: second.error.issues.map((issue) => toProblem(coerced ?? config, issue)) };
}

/** What AutoGen's loader does to values of the wrong type where it can; undefined when it can nothing. (pydantic, lax) */
function coerce(config: JsonObject, issues: readonly z.core.$ZodIssue[]): JsonObject | undefined {
  let copy: Json | undefined;
  for (const issue of issues) {
    if (issue.code !== 'invalid_type') continue;
    const value = laxValue(valueAt(config, issue.path), issue.expected);
    if (value === undefined) continue;
    copy ??= structuredClone(config) as Json;
    const holder = valueAt(copy, issue.path.slice(0, -1)) as Record<PropertyKey, Json>;
    holder[issue.path.at(-1)!] = value; // an issue about a value inside the config has a path
  }
  return copy as JsonObject | undefined;
}

function valueAt(root: Json, path: readonly PropertyKey[]): Json | undefined {
  let value: unknown = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value as Json | undefined;
}

function toProblem(config: JsonObject, issue: z.core.$ZodIssue): ConfigProblem {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  const subject = `"${path.findLast((key) => typeof key === 'string') ?? 'config'}"`;
  const value = valueAt(config, issue.path);
  return { path, message: value === undefined ? `${subject} is missing.` : `${subject} ${complaint(issue, value)}` };
}

function complaint(issue: z.core.$ZodIssue, value: Json): string {
  const is = `and is ${inWords(value)}.`;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${EXPECTED.get(issue.expected) ?? issue.expected}, ${is}`;
    case 'invalid_value':
      return `must be ${issue.values.map((word) => `"${String(word)}"`).join(' or ')}, ${is}`;
    case 'too_small':
      return `must be at least ${String(issue.minimum)}, ${is}`;
    case 'too_big':
      return `must be at most ${String(issue.maximum)}, ${is}`;
    case 'custom':
      return `must be an object, ${is}`;
    default:
      return `has a form that is not known here, ${is}`;
  }
}

const EXPECTED: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'an object'],
  ['record', 'an object'],
]);

function inWords(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
