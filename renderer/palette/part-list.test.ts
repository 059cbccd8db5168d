import { expect, it } from 'vitest';
import { componentDefinitions } from '../../shared/component/registry.ts';
import { partGroups } from './part-list.ts';

const titles = (search: string, withComing = false) =>
  partGroups({ search, withComing, providers: [] }).flatMap(({ title, parts }) =>
    parts.map(({ definition }) => `${title}: ${definition.title}`),
  );

it('offers what runs, and the rest on demand or when it is looked for', () => {
  expect(titles('')).toContain('Teams: Round robin');
  const coming = componentDefinitions.filter(({ runnable }) => !runnable).map(({ title }) => title);
  const named = (lines: readonly string[]) =>
    coming.filter((title) => lines.some((line) => line.endsWith(`: ${title}`)));
  expect(named(titles(''))).toEqual([]);
  expect(named(titles('', true))).toEqual(coming);
  for (const title of coming) expect(named(titles(title))).toContain(title);
});

it('finds parts by what people call them', () => {
  expect(titles('gpt')).toContain('Models: OpenAI');
  expect(titles('user proxy')).toEqual(['Agents: Human']);
  expect(titles('xyzzy')).toEqual([]);
});

it('marks what needs a key, until there is one', () => {
  const badge = (state: 'absent' | 'stored') =>
    partGroups({ search: 'anthropic', withComing: false, providers: [{ provider: 'anthropic', state, models: [] }] })
      .flatMap(({ parts }) => parts)
      .find(({ definition }) => definition.title === 'Anthropic')?.badge?.words;
  expect(badge('absent')).toBe('Needs key');
  expect(badge('stored')).toBeUndefined();
});
