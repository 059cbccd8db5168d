/** A file with what is in it, and no place on a disk. */
export interface TeamFile {
  readonly name: string;
  readonly text: string;
}

const openAi = {
  provider: 'autogen_ext.models.openai.OpenAIChatCompletionClient',
  component_type: 'model',
  version: 1,
  component_version: 1,
  config: { model: 'gpt-4o' },
};

const echo = {
  provider: 'autogen_ext.models.llama_cpp.LlamaCppChatCompletionClient',
  component_type: 'model',
  version: 1,
  component_version: 1,
  config: { model_path: 'echo.gguf' },
};

const assistant = (name: string, description: string, model: object = openAi): object => ({
  provider: 'autogen_agentchat.agents.AssistantAgent',
  component_type: 'agent',
  version: 2,
  component_version: 2,
  config: { name, description, model_client: model, model_client_stream: true },
});

const rule = (name: string, config: object): object => ({
  provider: `autogen_agentchat.${name}`,
  component_type: 'termination',
  version: 1,
  component_version: 1,
  config,
});
const terminate = rule('conditions.TextMentionTermination', { text: 'TERMINATE' });

const pairWith = (file: string, config: object): TeamFile => ({
  name: file,
  text: JSON.stringify({
    provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
    component_type: 'team',
    version: 1,
    component_version: 1,
    label: 'Pair',
    config: {
      name: 'pair',
      participants: [assistant('writer', 'Writes.'), assistant('critic', 'Finds what is wrong.')],
      ...config,
    },
  }),
});

/** A writer and a critic who speak in turn, on a real model client, until one says TERMINATE. */
export const pair: TeamFile = pairWith('pair.json', { termination_condition: terminate, max_turns: 12 });

/** The same two, until one says TERMINATE or fifteen messages were said. */
export const polite: TeamFile = pairWith('polite.json', {
  termination_condition: rule('base.OrTerminationCondition', {
    conditions: [terminate, rule('conditions.MaxMessageTermination', { max_messages: 15 })],
  }),
});

/** Two who speak in turn through a model that Troupe runs itself, once each. */
export const localPair: TeamFile = {
  name: 'local-pair.json',
  text: JSON.stringify({
    provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
    component_type: 'team',
    version: 1,
    component_version: 1,
    label: 'Local pair',
    config: { participants: ['writer', 'critic'].map((name) => assistant(name, 'Speaks.', echo)), max_turns: 2 },
  }),
};

/** One agent that may remember, in a space called "town". */
export const rememberer: TeamFile = {
  name: 'guide.json',
  text: JSON.stringify({
    provider: 'autogen_agentchat.agents.AssistantAgent',
    component_type: 'agent',
    version: 2,
    component_version: 2,
    label: 'Guide',
    config: {
      name: 'guide',
      description: 'Knows the town.',
      model_client: openAi,
      max_tool_iterations: 4,
      memory: [
        {
          provider: 'troupe.memory.TextMemory',
          component_type: 'memory',
          version: 1,
          component_version: 1,
          config: { space: 'town', can_write: true },
        },
      ],
    },
  }),
};
