const model = (replies: readonly string[]): object => ({
  provider: 'autogen_ext.models.replay.ReplayChatCompletionClient',
  component_type: 'model',
  version: 1,
  component_version: 1,
  config: { chat_completions: replies },
});

/** An assistant that says these things, one after the other. */
export const scripted = (name: string, replies: readonly string[]): object => ({
  provider: 'autogen_agentchat.agents.AssistantAgent',
  component_type: 'agent',
  version: 2,
  component_version: 2,
  config: { name, model_client_stream: true, model_client: model(replies) },
});

/** A person in the team. */
export const person = (name: string): object => ({
  provider: 'autogen_agentchat.agents.UserProxyAgent',
  component_type: 'agent',
  version: 1,
  component_version: 1,
  config: { name, description: 'A person.' },
});

/** A round robin of these, as AutoGen component JSON. */
export const roundRobin = (participants: readonly object[], config: object): object => ({
  provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
  component_type: 'team',
  version: 1,
  component_version: 1,
  label: 'Duo',
  config: { participants, ...config },
});
