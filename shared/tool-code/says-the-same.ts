import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../json.ts';

/** What shapes the values that a schema takes; the rest describes or narrows them. */
const SHAPING: ReadonlySet<string> = new Set([
  ...['type', 'enum', 'const', 'anyOf', 'oneOf', 'allOf', 'not', '$ref', '$defs'],
  ...['properties', 'required', 'additionalProperties', 'items', 'prefixItems'],
]);

/**
 * Whether a stored schema takes what the code takes, and says all that the code says of it. A person may have said more in
 * it: descriptions, limits, a whole number where the code has a number.
 */
export function saysTheSame(stored: JsonObject, derived: JsonObject): boolean {
  const isAnything = !Object.keys(derived).some((key) => SHAPING.has(key));
  if (isAnything) return true;
  const keys = new Set([...Object.keys(stored), ...Object.keys(derived)]);
  return [...keys].every((key) => {
    if (derived[key] === undefined && !SHAPING.has(key)) return true;
    return isSame(key, stored[key], derived[key]);
  });
}

/** What makes a stored schema another than the code says, by argument; at least one where it does not say the same. */
export function differences(stored: JsonObject, derived: JsonObject): string[] {
  const [mine, theirs] = [propertiesOf(stored), propertiesOf(derived)];
  const [needed, neededByCode] = [namesIn(stored['required']), namesIn(derived['required'])];
  const found = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])].flatMap((name) => {
    const [before, now] = [mine[name], theirs[name]];
    if (!isJsonObject(before)) return [`"${name}" is missing`];
    if (!isJsonObject(now)) return [`"${name}" is not in the code`];
    if (!saysTheSame(before, now)) return [`"${name}" is another`];
    if (needed.has(name) === neededByCode.has(name)) return [];
    return [neededByCode.has(name) ? `"${name}" must be there` : `"${name}" may be left out`];
  });
  if (found.length > 0 || saysTheSame(stored, derived)) return found;
  return ['what else may be sent is another'];
}

function propertiesOf({ properties }: JsonObject): JsonObject {
  return isJsonObject(properties) ? properties : {};
}

function namesIn(names: Json | undefined): ReadonlySet<string> {
  return new Set(Array.isArray(names) ? names.map(String) : []);
}

function isSame(key: string, stored: Json | undefined, derived: Json | undefined): boolean {
  switch (key) {
    case 'additionalProperties': // by hand it is left out where nothing else may be sent, and where anything may
      if (isJsonObject(stored) && isJsonObject(derived)) return saysTheSame(stored, derived);
      return stored === undefined || stored === (derived ?? true);
    case 'items':
      return saysTheSame(isJsonObject(stored) ? stored : {}, isJsonObject(derived) ? derived : {});
    case 'required':
      return sorted(stored) === sorted(derived);
    case 'type':
      return stored === derived || (stored === 'integer' && derived === 'number');
    case 'properties':
    case '$defs':
    case 'prefixItems':
    case 'anyOf':
      return areSame(stored ?? {}, derived ?? {});
    default:
      return canonicalJson(stored) === canonicalJson(derived);
  }
}

function sorted(names: Json | undefined): string {
  return Array.isArray(names) ? canonicalJson(names.map(String).toSorted()) : '[]';
}

/** Schemas in a list or under names. */
function areSame(stored: Json, derived: Json): boolean {
  if (!isHolder(stored) || !isHolder(derived)) return stored === derived;
  const [mine, theirs] = [Object.entries(stored), new Map(Object.entries(derived))];
  return (
    mine.length === theirs.size &&
    mine.every(([key, schema]) => {
      const other = theirs.get(key);
      if (isJsonObject(schema) && isJsonObject(other)) return saysTheSame(schema, other);
      return canonicalJson(schema) === canonicalJson(other);
    })
  );
}

function isHolder(value: Json): value is JsonObject | readonly Json[] {
  return typeof value === 'object' && value !== null;
}
