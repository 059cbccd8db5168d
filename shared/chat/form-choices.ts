import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** What may be chosen: values, and what a person reads for each. */
export interface Choices {
  readonly values: readonly string[];
  readonly titles: readonly string[];
}

const NONE: Choices = { values: [], titles: [] };

/** The choices of a field: texts (`enum`, with `enumNames` beside it), or texts with titles (`oneOf` or `anyOf` of `const`). */
export function choicesOf(field: JsonObject): Choices {
  const { enum: values, enumNames: names, oneOf, anyOf } = field;
  if (isTexts(values)) return { values, titles: isTexts(names) && names.length === values.length ? names : values };
  const titled = [oneOf, anyOf].find((one) => Array.isArray(one) && one.every(isTitled));
  if (!Array.isArray(titled) || titled.length === 0) return NONE;
  const known = titled.filter(isTitled);
  return { values: known.map((one) => one.const), titles: known.map((one) => one.title ?? one.const) };
}

/** Choices between other things than texts are written as what they are. */
function isTexts(choices: Json | undefined): choices is string[] {
  return Array.isArray(choices) && choices.every((one) => typeof one === 'string');
}

function isTitled(choice: Json | undefined): choice is { const: string; title?: string } {
  return isJsonObject(choice) && typeof choice['const'] === 'string';
}
