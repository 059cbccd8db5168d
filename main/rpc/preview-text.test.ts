import { expect, it } from 'vitest';
import { previewText } from './preview-text.ts';

const PROVIDER = {
  team: 'autogen_agentchat.teams.RoundRobinGroupChat',
  person: 'autogen_agentchat.agents.UserProxyAgent',
};
const person = (name: string, config: object = {}) => ({
  provider: PROVIDER.person,
  component_type: 'agent',
  config: { name, ...config },
});
const team = (participants: unknown, config: object = {}) => ({
  provider: PROVIDER.team,
  component_type: 'team',
  config: { participants, max_turns: 2, ...config },
});

/** Severity, rule and place of all that is said of a file. */
function said(file: unknown): string[] {
  return previewText({ fileName: 'team.json', text: JSON.stringify(file) }).issues.map(
    ({ severity, rule, path }) => `${severity} ${rule} ${path}`,
  );
}

it.each([
  ['nothing of a good team', team([person('ada')]), []],
  [
    'a name used twice',
    team([person('a'), person('a')]),
    ['error duplicate-name $.config.participants[1].config.name'],
  ],
  ['a bad name', team([person('two words')]), ['error invalid-name $.config.participants[0].config.name']],
  ['no members', team([]), ['error no-participants $.config.participants']],
  ['null for members', team(null), ['error no-participants $.config.participants']],
  [
    'a number for members',
    team(7),
    ['error wrong-value $.config.participants', 'error no-participants $.config.participants'],
  ],
  ['a wrong type', team([person('a')], { max_turns: 'many' }), ['error wrong-value $.config.max_turns']],
  [
    'an unknown part once',
    team([{ provider: 'acme.X', config: {} }]),
    ['error unknown-provider $.config.participants[0].provider'],
  ],
])('tells %s', (_what, file, issues) => {
  expect(said(file).filter((line) => !line.startsWith('warning'))).toEqual(issues);
});

it('tells errors first, then warnings, then what an import changes', () => {
  const model = {
    provider: 'autogen_ext.models.openai.OpenAIChatCompletionClient',
    config: { model: 'gpt-4o', api_key: 'sk-plain' },
  };
  const assistant = {
    provider: 'autogen_agentchat.agents.AssistantAgent',
    component_version: 1,
    config: { name: 'two words', model_client: model },
  };
  expect(said(team([assistant], { max_turns: null }))).toEqual([
    'error invalid-name $.config.participants[0].config.name',
    'warning no-stop-rule $.config.termination_condition',
    'note old-version $.config.participants[0]',
    'note key-moved $.config.participants[0].config.model_client.config.api_key',
  ]);
});

it('looks only at the teams of a gallery', () => {
  const components = { agents: [person('two words')], teams: [team([person('ada')])] };
  expect(said({ components })).toEqual(['note gallery $.components']);
});

it('calls a team that nobody named after its file', () => {
  const file = {
    provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
    component_type: 'team',
    config: { participants: [] },
  };
  const previewed = previewText({ fileName: 'data/travel_team.json', text: JSON.stringify(file) });
  expect(previewed.ok && previewed.document.name).toBe('travel_team');
});
