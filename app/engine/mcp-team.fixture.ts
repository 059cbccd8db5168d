import { hostileParams } from '../../main/tools/mcp/mcp.fixture.ts';

/** An answer of a scripted model that calls a tool. */
export function toolCall(name: string, args: object = {}): object {
  return {
    finish_reason: 'function_calls',
    content: [{ id: 'c1', name, arguments: JSON.stringify(args) }],
    usage: { prompt_tokens: 3, completion_tokens: 2 },
    cached: false,
  };
}

/** The workbench of a server that writes the ids of its processes into `starts`. */
export function serverPart(starts: string, config: object = {}): object {
  return {
    provider: 'autogen_ext.tools.mcp.McpWorkbench',
    component_type: 'workbench',
    version: 1,
    component_version: 1,
    config: { server_params: hostileParams({ env: { STARTS: starts } }), tool_overrides: {}, ...config },
  };
}

/** An agent that says these lines, or makes these calls, with these workbenches. */
export function agentPart(
  name: string,
  replies: readonly (string | object)[],
  workbench: readonly object[] = [],
): object {
  return {
    provider: 'autogen_agentchat.agents.AssistantAgent',
    component_type: 'agent',
    version: 2,
    component_version: 2,
    config: {
      name,
      workbench,
      reflect_on_tool_use: false,
      tool_call_summary_format: '{result}',
      model_client: {
        provider: 'autogen_ext.models.replay.ReplayChatCompletionClient',
        component_type: 'model',
        version: 1,
        component_version: 1,
        config: { chat_completions: replies },
      },
    },
  };
}

/** A person in the team. */
export const PERSON: object = {
  provider: 'autogen_agentchat.agents.UserProxyAgent',
  component_type: 'agent',
  version: 1,
  component_version: 1,
  config: { name: 'ada', description: 'A person.' },
};

/** They speak in turn, `turns` times in all. */
export function teamOf(participants: readonly object[], turns: number): object {
  return {
    provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
    component_type: 'team',
    version: 1,
    component_version: 1,
    label: 'Duo',
    config: { participants, max_turns: turns },
  };
}
