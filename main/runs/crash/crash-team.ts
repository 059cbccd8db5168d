import type { ComponentModel } from '../../../shared/component/envelope.ts';
import type { JsonObject } from '../../../shared/json.ts';

/** Round robin with parallel tools (one of them writes), a team in the team, and a person. */
export function crashTeam(): ComponentModel {
  const inner = roundRobin('inner', [agent('reader'), agent('checker')], { max_turns: 2 });
  const worker = agent('worker', { tools: [tool('look', false), tool('write', true)], max_tool_iterations: 2 });
  return roundRobin('outer', [worker, inner, person('editor'), agent('closer')], { max_turns: 12 });
}

function agent(name: string, config: JsonObject = {}): ComponentModel {
  const model_client = {
    provider: 'crash.Model',
    component_type: 'model',
    config: { agent: name, callsTools: config.tools !== undefined },
  };
  return {
    provider: 'autogen_agentchat.agents.AssistantAgent',
    component_type: 'agent',
    config: {
      name,
      description: name,
      model_client,
      reflect_on_tool_use: false,
      tool_call_summary_format: '{result}',
      ...config,
    },
  };
}

function person(name: string): ComponentModel {
  return {
    provider: 'autogen_agentchat.agents.UserProxyAgent',
    component_type: 'agent',
    config: { name, description: name },
  };
}

function tool(name: string, writes: boolean): JsonObject {
  return { provider: 'crash.Tool', component_type: 'tool', config: { name, writes } };
}

function roundRobin(name: string, participants: readonly ComponentModel[], config: JsonObject): ComponentModel {
  return {
    provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
    component_type: 'team',
    config: { name, participants: participants as unknown as JsonObject[], ...config },
  };
}
