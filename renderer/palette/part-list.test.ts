import { expect, it } from 'vitest';
import { componentDefinitions } from '../../shared/component/registry.ts';
import { KeptPart } from '../../shared/team/kept-part.ts';
import { keptOffers } from '../store/kept-parts.ts';
import { partGroups } from './part-list.ts';

const titles = (search: string, withComing = false) =>
  partGroups({ search, withComing, providers: [], kept: [] }).flatMap(({ title, parts }) =>
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
    partGroups({
      search: 'anthropic',
      withComing: false,
      providers: [{ provider: 'anthropic', state, models: [] }],
      kept: [],
    })
      .flatMap(({ parts }) => parts)
      .find(({ definition }) => definition.title === 'Anthropic')?.badge?.words;
  expect(badge('absent')).toBe('Needs key');
  expect(badge('stored')).toBeUndefined();
});

it('offers what the user kept first, by its own name, and leaves out kinds that are not known', () => {
  const part = (title: string, component: { provider: string; config: object }) =>
    KeptPart.parse({
      id: title,
      title,
      isForeign: false,
      clip: {
        format: 'troupe.clip',
        version: 1,
        picked: ['n'],
        nodes: [{ id: 'n', component: { component_type: 'tool', version: 1, component_version: 1, ...component } }],
        edges: [],
        layout: {},
      },
    });
  const kept = keptOffers([
    part('shout', { provider: 'autogen_core.tools.FunctionTool', config: { name: 'shout', description: 'Loudly.' } }),
    part('odd', { provider: 'my.Tool', config: {} }),
  ]);
  const [first] = partGroups({ search: '', withComing: false, providers: [], kept });
  expect(first?.title).toBe('Yours');
  expect(first?.parts.map(({ definition, badge }) => [definition.title, definition.summary, badge?.words])).toEqual([
    ['shout', 'Loudly.', 'Runs code'],
  ]);
  expect(partGroups({ search: 'loud', withComing: false, providers: [], kept }).map(({ title }) => title)).toEqual([
    'Yours',
  ]);
});
