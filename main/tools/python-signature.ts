import type { Json, JsonObject } from '../../shared/json.ts';
import { parseLiteral } from './python-literal.ts';
import { closingBracket, splitTopLevel } from './python-split.ts';
import { parsePythonType } from './python-type.ts';

/** Longer signatures come from nobody who wants to be understood. */
const MAX_LENGTH = 20_000;

/**
 * The JSON Schema of a Python function's parameters as AutoGen gives it to models (reference: autogen.md section 7.1),
 * read from the source without running it; undefined where there is no function. Tolerant: what it does not know becomes
 * a parameter that takes anything.
 */
export function parametersOfPython(source: string): JsonObject | undefined {
  const start = /^[ \t]*(?:async[ \t]+)?def[ \t]+\w+(?:\[[^\]]*\])?\s*\(/m.exec(source);
  if (start === null) return undefined;
  const open = start.index + start[0].length - 1;
  const close = closingBracket(source, open);
  if (close < 0 || close - open > MAX_LENGTH) return undefined;
  const parameters = splitTopLevel(source.slice(open + 1, close), ',').flatMap(readParameter);
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    required: parameters.filter(({ isRequired }) => isRequired).map(({ name }) => name),
    additionalProperties: false,
  };
}

interface Parameter {
  readonly name: string;
  readonly schema: JsonObject;
  readonly isRequired: boolean;
}

/** Parameters that Python or AutoGen fills in. */
const INJECTED: ReadonlySet<string> = new Set(['self', 'cls', 'cancellation_token']);

function readParameter(text: string): Parameter[] {
  const [declaration = '', ...defaults] = splitTopLevel(text, '=');
  const colon = declaration.indexOf(':');
  const name = (colon < 0 ? declaration : declaration.slice(0, colon)).trim();
  if (INJECTED.has(name) || !/^[^\W\d]\w*$/u.test(name)) return []; // also `*`, `/`, `*args` and `**kwargs`
  const { schema, description } = parsePythonType(colon < 0 ? '' : declaration.slice(colon + 1));
  const value: Json | undefined = parseLiteral(defaults.join('='))?.value;
  const labelled = { ...schema, title: toTitle(name), description: description ?? name };
  return [
    {
      name,
      schema: value === undefined ? labelled : { ...labelled, default: value },
      isRequired: defaults.length === 0,
    },
  ];
}

/** (pydantic: the title of a field) */
function toTitle(name: string): string {
  return name
    .split('_')
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join(' ');
}
