import type { TeamFile } from './team-files.fixture.ts';

const person = (name: string): object => ({
  provider: 'autogen_agentchat.agents.UserProxyAgent',
  component_type: 'agent',
  version: 1,
  component_version: 1,
  config: { name, description: 'A person.' },
});

const node = (name: string): object => ({ name, edges: [], activation: 'all' });

/** Two people who are asked at the same time. */
export const severalPeople: TeamFile = {
  name: 'people.json',
  text: JSON.stringify({
    provider: 'autogen_agentchat.teams.GraphFlow',
    component_type: 'team',
    version: 1,
    component_version: 1,
    label: 'People',
    config: {
      name: 'people',
      description: 'Two people.',
      participants: [person('alice'), person('bob')],
      graph: { nodes: { alice: node('alice'), bob: node('bob') }, default_start_node: null, has_cycles: null },
      max_turns: null,
    },
  }),
};
