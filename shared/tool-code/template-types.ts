import type { TSTemplateLiteralType } from '@babel/types';
import { literal, valueOf, valuesOf } from './join-options.ts';
import type { Names, Options, TypeReading } from './type-reading.ts';

/** As many words are written out; of more only the pattern is told. */
const MOST_WORDS = 50;

/** A text with types in it: all words it can be, or a pattern. */
export function readTemplate(type: TSTemplateLiteralType, names: Names, reading: TypeReading): Options {
  const texts = type.quasis.map(({ value }) => value.cooked ?? value.raw);
  const holes = type.types.map((hole) => reading.options(hole, names));
  const words = holes.map(valuesOf);
  const count = words.reduce((product, values) => product * (values?.length ?? Infinity), 1);
  if (count <= MOST_WORDS) {
    const [first = '', ...rest] = texts;
    return rest
      .reduce<string[]>(
        (starts, text, index) =>
          starts.flatMap((start) => (words[index] ?? []).map((word) => `${start}${String(word)}${text}`)),
        [first],
      )
      .map(literal);
  }
  const patterns = holes.map((options) => options.map(patternOf));
  if (patterns.flat().includes(undefined)) {
    return reading.problem(
      type,
      'This text has no pattern: only texts, numbers and words can stand in it. Take a string.',
    );
  }
  const pattern = texts.map((text, index) => `${escaped(text)}${hole(patterns[index])}`).join('');
  return [{ type: 'string', pattern: `^${pattern}$` }];
}

function hole(patterns: readonly (string | undefined)[] = []): string {
  return patterns.length > 1 ? `(${patterns.join('|')})` : (patterns[0] ?? '');
}

function patternOf(option: Options[number]): string | undefined {
  const { type, pattern } = option;
  const value = valueOf(option);
  if (value !== undefined) return escaped(String(value));
  if (typeof pattern === 'string') return pattern.replace(/^\^/, '').replace(/\$$/, '');
  if (type === 'string') return '[\\s\\S]*';
  if (type === 'number') return '-?\\d+(\\.\\d+)?';
  return type === 'boolean' ? '(true|false)' : undefined;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
