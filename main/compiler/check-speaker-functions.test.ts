import { expect, it } from 'vitest';
import type { Json } from '../../shared/json.ts';
import { selectorGroupChat } from '../../shared/component/teams.ts';
import { checkComponent } from './check-component.ts';

/** What the check says of the functions of a selector team. */
function told(changes: Readonly<Record<string, Json>>): string[] {
  const config = { ...selectorGroupChat.initialConfig, ...changes };
  const component = { provider: selectorGroupChat.provider, component_type: 'team', version: 1, config };
  return checkComponent(component)
    .filter(({ rule }) => rule === 'speaker-function')
    .map(({ severity, path, message }) => `${severity} | ${path} | ${message}`);
}

it.each([
  null,
  '',
  'export default ({ messages }) => null',
  'export function selector_function() { return null; }',
  'export default async function (asked: { participants: Date[] }): Promise<string> { return "a"; }',
])('says nothing of what can be called: %j', (selector_function) => {
  expect(told({ selector_function })).toEqual([]);
});

it.each([
  [`const x = ${'<T>('.repeat(40)}1${')'.repeat(40)};`, 'It is nested too deep to be read.'],
  [`export default () => ${' '.repeat(200_000)}null`, 'This is too long to be read. Write less than 200 kB.'],
])('comes to an end with code that is made to have none', (selector_function, why) => {
  expect(told({ selector_function })).toEqual([
    `warning | $.config.selector_function | The selector_function of this team cannot be called. ${why}`,
  ]);
});

it('says what cannot be called, and why', () => {
  expect(told({ selector_function: '(messages) => null', candidate_function: 'export default (' })).toEqual([
    'warning | $.config.selector_function | The selector_function of this team cannot be called. It exports no function: begin it with "export default".',
    'warning | $.config.candidate_function | The candidate_function of this team cannot be called. It is no TypeScript: Unexpected token (1:16).',
  ]);
});
