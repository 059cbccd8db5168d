import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MASKED_SECRET } from '../../shared/component/envelope.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { DocumentId } from '../../shared/ids.ts';
import { TeamDocument } from '../../shared/team/document.ts';
import { exportComponent } from './export-component.ts';
import { importComponents } from './import-component.ts';
import { readFile } from './read-file.ts';

const FIXTURES = new URL('../../test/fixtures/autogen/', import.meta.url);

function text(path: string): string {
  return readFileSync(new URL(path, FIXTURES), 'utf8');
}

function component(path: string): ComponentModel {
  const content = readFile(text(path));
  if (!content.ok || content.kind !== 'component') throw new Error(`${path} is no component.`);
  return content.component;
}

function draw(of: ComponentModel) {
  return importComponents({
    components: [{ component: of, path: [] }],
    id: 'doc' as DocumentId,
    keepSecret: () => 'kept',
  }).document;
}

function roundTrip(of: ComponentModel): ComponentModel {
  // As it is stored: through text and schema.
  const stored = TeamDocument.parse(JSON.parse(JSON.stringify(draw(of))));
  const exported = exportComponent(stored, { repair: false });
  if (!exported.ok) throw new Error(JSON.stringify(exported.issues));
  return exported.component;
}

const golden = Object.entries(JSON.parse(text('golden/components.json')) as Record<string, ComponentModel>);
const gallery = readFile(text('default_gallery.json'));
const galleryItems = gallery.ok && gallery.kind === 'gallery' ? gallery.items : [];

describe('export of an import', () => {
  it.each(golden)('gives back %s of the golden components', (_, original) => {
    expect(roundTrip(original)).toEqual(original);
  });

  it.each(galleryItems.map((item) => [item.path.join('.'), item.component] as const))(
    'gives back %s of the default gallery',
    (_, original) => {
      expect(roundTrip(original)).toEqual(masked(original));
    },
  );

  it.each(['team.json', 'travel_team.json'])('gives back %s', (path) => {
    const original = component(path);
    expect(roundTrip(original)).toEqual(original);
  });

  it('reads all of the default gallery', () => {
    expect(galleryItems).toHaveLength(24);
  });

  const empty = { provider: 'autogen_agentchat.agents.AssistantAgent' };
  it.each<[string, object]>([
    ['empty lists', { ...empty, config: { name: 'a', tools: [], workbench: [], handoffs: [], memory: [] } }],
    ['nulls', { ...empty, config: { name: 'a', tools: null, workbench: null, model_client: null, memory: null } }],
    ['absent keys', { ...empty, config: {} }],
    ['an envelope with null fields', { ...empty, label: null, description: null, component_type: null, config: {} }],
    ['unknown keys everywhere', { ...empty, x_ours: { deep: [1, null] }, config: { name: 'a', theirs: [{ a: 1 }] } }],
    ['a workbench without a list', { ...empty, config: { workbench: workbench([]) } }],
    ['what is no component among components', { ...empty, config: { tools: [1, tool('a'), null, tool('b'), 'x'] } }],
    ['a list where one component belongs', { ...empty, config: { model_client: [model('m')] } }],
    ['text where components belong', { ...empty, config: { tools: 'none', model_context: 'all' } }],
    ['equal tools twice in one list', { ...empty, config: { tools: [tool('a'), tool('b'), tool('a')] } }],
    ['a custom component with parts', { provider: 'my.Team', config: { participants: [{ ...empty, config: {} }] } }],
    ['a custom part', { ...empty, config: { tools: [{ provider: 'my.Tool', config: { api: 1 } }] } }],
    ['keys that look like those of objects', { ...empty, config: { constructor: 1, toString: { a: 1 } } }],
  ])('keeps %s', (_, original) => {
    expect(roundTrip(original as ComponentModel)).toEqual(original);
  });

  it('keeps handoffs of a swarm in order: drawn ones, unknown targets, bare names', () => {
    const handoffs = ['user', { target: 'bob', message: 'go' }, { target: 'nobody' }, 'carol', 7, { target: 'alice' }];
    const original = team('Swarm', [agent('alice', { handoffs }), agent('bob'), agent('carol', { handoffs: [] })]);
    expect(
      draw(original)
        .edges.filter(({ kind }) => kind === 'handoff')
        .map(({ source, target, order }) => [source, target, order]),
    ).toEqual([
      ['alice', 'bob', 1],
      ['alice', 'carol', 3],
      ['alice', 'alice', 5],
    ]);
    expect(roundTrip(original)).toEqual(original);
  });

  it('keeps a graph with edges that cannot be drawn', () => {
    const edges = [
      { target: 'b', condition: 'X' },
      { target: 'nobody' },
      'odd',
      { target: 'a', activation_group: 'g' },
    ];
    const graph = {
      nodes: { a: { name: 'a', edges }, b: { name: 'b' }, ghost: { name: 'ghost', edges: [{ target: 'a' }] } },
      extra: 1,
    };
    const original = team('GraphFlow', [agent('a'), agent('b'), agent('c')], { graph });
    expect(draw(original).edges.filter(({ kind }) => kind === 'flow')).toHaveLength(2);
    expect(roundTrip(original)).toEqual(original);
  });

  it('draws no handoff to a name that two members have', () => {
    const original = team('Swarm', [agent('a', { handoffs: ['a', 'b'] }), agent('a', { handoffs: ['b'] }), agent('b')]);
    expect(
      draw(original)
        .edges.filter(({ kind }) => kind === 'handoff')
        .map(({ source, target }) => [source, target]),
    ).toEqual([
      ['a', 'b'],
      ['a-2', 'b'],
    ]);
    expect(roundTrip(original)).toEqual(original);
  });
});

function model(name: string): ComponentModel {
  return { provider: 'autogen_ext.models.openai.OpenAIChatCompletionClient', config: { model: name } };
}

function tool(name: string): ComponentModel {
  return { provider: 'autogen_core.tools.FunctionTool', config: { name } };
}

function workbench(tools: ComponentModel[]): ComponentModel {
  return { provider: 'autogen_core.tools.StaticWorkbench', config: { tools } as ComponentModel['config'] };
}

function agent(name: string, config: object = {}): ComponentModel {
  return { provider: 'autogen_agentchat.agents.AssistantAgent', config: { name, ...config } };
}

function team(className: string, participants: ComponentModel[], config: object = {}): ComponentModel {
  return {
    provider: `autogen_agentchat.teams.${className}`,
    config: { participants, ...config } as ComponentModel['config'],
  };
}

/** The same with the mask for every key: the one thing that does not come back. */
function masked(original: ComponentModel): ComponentModel {
  return JSON.parse(JSON.stringify(original), (key, value: unknown) => {
    if (key === 'Authorization' && value === 'Bearer your-api-key') return `Bearer ${MASKED_SECRET}`;
    return key === 'api_key' && typeof value === 'string' && value !== '' ? MASKED_SECRET : value;
  }) as ComponentModel;
}
