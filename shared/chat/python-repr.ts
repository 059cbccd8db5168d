/**
 * The text that Python's `repr` gives for a JSON value. AutoGen shows lists that way, and its TextMention condition
 * searches that text, so the quoting rules matter.
 */
export function pythonRepr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'string') return reprString(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return reprNumber(value);
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries.map(([key, item]) => `${reprString(key)}: ${pythonRepr(item)}`).join(', ')}}`;
}

/** `Name(key=repr, …)`: how Python shows a dataclass and pydantic a model. Fields come in the order given. */
export function pythonReprOf(name: string, fields: Readonly<Record<string, unknown>>): string {
  const shown = Object.entries(fields).map(([key, value]) => `${key}=${pythonRepr(value)}`);
  return `${name}(${shown.join(', ')})`;
}

/** The text that Python's `str` gives for a JSON value: as `repr`, but a string is shown as it is. */
export function pythonStr(value: unknown): string {
  return typeof value === 'string' ? value : pythonRepr(value);
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function reprString(text: string): string {
  // Python prefers single quotes, and takes double ones only where that saves every escape.
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = text.replaceAll(/[\p{C}\p{Z}\\'"]/gu, (character) => {
    if (character === ' ') return character;
    if (character === "'" || character === '"') return character === quote ? `\\${character}` : character;
    return NAMED_ESCAPES[character] ?? escapeCodePoint(character.codePointAt(0) ?? 0);
  });
  return quote + body + quote;
}

function escapeCodePoint(code: number): string {
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

/** Python writes an exponent for magnitudes below 1e-4, with two digits at least; JavaScript only below 1e-6. */
function reprNumber(value: number): string {
  const small = value !== 0 && Math.abs(value) < 1e-4;
  const text = small ? value.toExponential() : String(value);
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}
