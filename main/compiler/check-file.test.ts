import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TeamDrawing } from '../../shared/team/team-drawing.fixture.ts';
import { checkFile } from './check-file.ts';
import { readFile } from './read-file.ts';

const FIXTURES = new URL('../../test/fixtures/autogen/', import.meta.url);

function check(text: string): string[] {
  const content = readFile(text);
  if (!content.ok) throw new Error(JSON.stringify(content.issues));
  return checkFile(content).map(({ severity, rule, path }) => `${severity} ${rule} ${path}`);
}

describe('checkFile', () => {
  it('finds nothing in a team that AutoGen wrote, but for its old version', () => {
    expect(check(readFileSync(new URL('team.json', FIXTURES), 'utf8'))).toEqual([]);
    expect(check(readFileSync(new URL('travel_team.json', FIXTURES), 'utf8'))).toEqual([
      'note old-version $.config.participants[0]',
      'note old-version $.config.participants[1]',
      'note old-version $.config.participants[2]',
      'note old-version $.config.participants[3]',
    ]);
  });

  it('names places from the root of a component file', () => {
    const agent = (name: string, config: object = {}) => ({
      provider: 'autogen_agentchat.agents.AssistantAgent',
      config: { name, ...config },
    });
    const key = {
      provider: 'autogen_ext.models.openai.OpenAIChatCompletionClient',
      config: { model: 7, api_key: 'none' },
    };
    const team = {
      provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
      config: {
        max_turns: 0,
        participants: [agent('a', { model_client: key }), 'b', agent('a'), { provider: 'my.Agent', config: {} }],
      },
    };
    expect(check(JSON.stringify(team))).toEqual([
      'error wrong-value $.config.max_turns',
      'error wrong-value $.config.participants[1]',
      'error duplicate-name $.config.participants[2].config.name',
      'error wrong-value $.config.participants[0].config.model_client.config.model',
      'error no-model $.config.participants[2].config.model_client',
      'error unknown-provider $.config.participants[3].provider',
      'warning plain-key $.config.participants[0].config.model_client.config.api_key',
    ]);
  });

  it('checks a single part that is no team', () => {
    const rule = { provider: 'autogen_agentchat.conditions.MaxMessageTermination', config: { max_messages: 3 } };
    expect(check(JSON.stringify(rule))).toEqual([]);
  });

  it('names places from the root of a gallery', () => {
    const components = { terminations: [{ provider: 'autogen_agentchat.base.OrTerminationCondition', config: {} }] };
    expect(check(JSON.stringify({ components }))).toEqual([
      'error no-conditions $.components.terminations[0].config.conditions',
    ]);
  });

  it('names places from the root of a document', () => {
    const drawing = new TeamDrawing();
    const team = drawing.add('autogen_agentchat.teams.RoundRobinGroupChat', { max_turns: -1 });
    drawing.wire(drawing.add('autogen_agentchat.agents.UserProxyAgent', { name: 'two words' }), team);
    const loose = { id: 'x', kind: 'participant', source: 'gone', target: team, slot: 'participants', order: 4 };
    const text = JSON.stringify({ ...drawing.document, edges: [...drawing.document.edges, loose] });
    expect(check(text)).toEqual([
      'error wrong-value $.nodes[0].component.config.max_turns',
      'error invalid-name $.nodes[1].component.config.name',
      'warning loose-wire $.edges[1]',
    ]);
  });
});
