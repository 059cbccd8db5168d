import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { KeptPart } from '../../shared/team/kept-part.ts';
import { readFile } from '../compiler/read-file.ts';
import { looseParts, toDrawings } from './to-drawings.ts';

const gallery = readFileSync(new URL('../../test/fixtures/autogen/default_gallery.json', import.meta.url), 'utf8');

it('makes parts of what stands in a gallery beside its teams, each with all that belongs to it', () => {
  const content = readFile(gallery);
  if (!content.ok) throw new Error('The gallery is read.');
  const keepSecret = ({ field }: { readonly field: string }): string => field;
  const { drawings, notes } = toDrawings(content, { fileName: 'g.json', keepSecret });
  const parts = looseParts(content, keepSecret);
  expect(drawings.map(({ name }) => name)).toEqual([
    'RoundRobin Team',
    'Selector Team',
    'Web Agent Team (Operator)',
    'Deep Research Team',
  ]);
  expect(parts.every((part) => KeptPart.safeParse({ ...part, id: 'x' }).success && part.isForeign)).toBe(true);
  expect(parts.map(({ title, clip }) => [title, clip.nodes.length])).toEqual([
    ['assistant_agent', 5],
    ['Web Surfer Agent', 2],
    ['Verification Assistant', 4],
    ['user_proxy', 1],
    ['OpenAI GPT-4o Mini', 1],
    ['Mistral-7B Local', 1],
    ['Anthropic Claude-3-7', 1],
    ['AzureOpenAI GPT-4o-mini', 1],
    ['Calculator Tool', 1],
    ['Image Generation Tool', 1],
    ['Fetch Webpage Tool', 1],
    ['Bing Search Tool', 1],
    ['Google Search Tool', 1],
    ['Python Code Execution Tool', 2],
    ['Words said', 1],
    ['Most messages', 1],
    ['OR Termination', 3],
    ['Basic Tools Workbench', 3],
    ['Web Content Fetch Workbench', 1],
    ['HTTP Streamable MCP Workbench', 1],
  ]);
  expect(notes[0]?.message).toBe(
    'This is a gallery: each of its 4 teams becomes a document, the first is opened. ' +
      'Opening it puts 20 of its parts under Yours in the palette.',
  );
});

it('takes no key of a part where only the teams are wanted', () => {
  const model = { provider: 'autogen_ext.models.openai.OpenAIChatCompletionClient', component_type: 'model' };
  const team = { provider: 'autogen_agentchat.teams.RoundRobinGroupChat', component_type: 'team' };
  const content = readFile(
    JSON.stringify({
      name: 'g',
      components: {
        teams: [{ ...team, config: { participants: [] } }],
        models: [{ ...model, config: { model: 'gpt-4o', api_key: 'sk-of-a-loose-part' } }],
      },
    }),
  );
  if (!content.ok) throw new Error('The gallery is read.');
  const taken: string[] = [];
  const keepSecret = ({ value }: { readonly value: string }): string => {
    taken.push(value);
    return 'kept';
  };
  toDrawings(content, { fileName: 'g.json', keepSecret });
  expect(taken).toEqual([]);
  expect(looseParts(content, keepSecret)).toHaveLength(1);
  expect(taken).toEqual(['sk-of-a-loose-part']);
});
