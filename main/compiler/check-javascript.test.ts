import { expect, it } from 'vitest';
import { javaScriptTool } from '../../shared/component/tools.ts';
import type { JsonObject } from '../../shared/json.ts';
import { checkComponent } from './check-component.ts';

/** What the check says of a tool that is as in the palette but for these. */
function told(changes: JsonObject): string[] {
  const config = { ...javaScriptTool.initialConfig, ...changes };
  const issues = checkComponent({ provider: javaScriptTool.provider, component_type: 'tool', version: 1, config });
  return issues.map(({ rule, severity, path, message, fix }) =>
    [severity, rule, path, message, ...(fix === undefined ? [] : [fix])].join(' | '),
  );
}

it('says nothing of a new tool', () => {
  expect(told({})).toEqual([]);
});

it.each([
  ['without types', 'export default ({ text }) => text'],
  ['without types, called by its name', 'export function word_lengths({ text }) {}'],
  ['with less in its types than a person wrote', 'export default (args: { text: string }) => args'],
])('says nothing of code %s', (_name, source_code) => {
  expect(told({ source_code })).toEqual([]);
});

it('says where a type has no schema, and why', () => {
  expect(told({ source_code: 'export default (args: {\n  text: Date;\n  more: Other }) => 1' })).toEqual([
    'warning | tool-code | $.config.source_code | Line 2, column 9: A Date cannot be sent by a model, which writes JSON. Take a string, and make a Date of it.',
    'warning | tool-code | $.config.source_code | Line 3, column 9: There is no type "Other" in this code. Declare it here, or write out what it is.',
  ]);
});

it('says where the code is no code', () => {
  expect(told({ source_code: 'export default (args: {' })).toEqual([
    'warning | tool-code | $.config.source_code | Line 1, column 24: This is no TypeScript: Unexpected token.',
  ]);
});

it('says where the stored arguments are not those of the code', () => {
  const source_code = 'export default (args: { text?: string; units: number }) => 1';
  expect(told({ source_code })).toEqual([
    'warning | stale-arguments | $.config.json_schema | The arguments of "word_lengths" are not those of its code: "text" may be left out; "units" is missing. | Take them from the code.',
  ]);
});

it('says where nothing is called like the tool', () => {
  const source_code = 'export function other(args: { text: string }) {}';
  expect(told({ source_code })).toEqual([
    'warning | tool-code | $.config.name | The code exports "other" by its name, and nothing called "word_lengths". Give both one name, or write "export default" before the function.',
  ]);
});

it('tells no more of code that is all wrong than a person reads', () => {
  const members = Array.from({ length: 50 }, (_, index) => `a${index}: Date;`).join('\n');
  expect(told({ source_code: `export default (args: {${members}}) => 1` })).toHaveLength(20);
});
