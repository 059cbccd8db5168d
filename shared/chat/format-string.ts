import { formatValue } from './format-spec.ts';
import { pythonRepr, pythonStr } from './python-repr.ts';

/**
 * Fills a Python format string: `{field}`, `{field[key]}`, `{field!r}` and `{field:>9.2f}`; `{{` and `}}` are braces.
 * A field that is not there stays as it is written: showing a message must not fail.
 */
export function formatPython(template: string, fields: Readonly<Record<string, unknown>>): string {
  return template.replaceAll(
    /\{\{|\}\}|\{(\w+)((?:\[[^\]]*\])*)(?:!([rs]))?(?::([^{}]*))?\}/g,
    (placeholder: string, name?: string, path?: string, conversion?: string, spec?: string) => {
      if (name === undefined) return placeholder.slice(1);
      const value = follow(fields, [name, ...keysOf(path ?? '')]);
      if (value === undefined) return placeholder;
      const shown = conversion === 'r' ? pythonRepr(value) : conversion === 's' ? pythonStr(value) : value;
      return formatValue(shown, spec ?? '') ?? placeholder;
    },
  );
}

function keysOf(path: string): string[] {
  return [...path.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
}

function follow(fields: unknown, keys: readonly string[]): unknown {
  let value = fields;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}
