import { compile } from '../main/compiler/compile.ts';
import { importComponents } from '../main/compiler/import-component.ts';
import type { ComponentModel } from '../shared/component/envelope.ts';
import { DocumentId } from '../shared/ids.ts';
import type { JsonObject } from '../shared/json.ts';

const SPEAKERS = ['writer', 'critic', 'editor', 'reader'];

/** Four assistants with scripted models who take turns in a round robin, as AutoGen's JSON. `turns` is a multiple of four. */
export function scriptedTeam(turns: number): ComponentModel {
  const participants = SPEAKERS.map((name) => assistant(name, turns / SPEAKERS.length));
  const termination_condition = envelope('autogen_agentchat.conditions.MaxMessageTermination', 'termination', {
    max_messages: turns + 1, // the task counts
  });
  const config = { participants, termination_condition, emit_team_events: false };
  return envelope('autogen_agentchat.teams.RoundRobinGroupChat', 'team', config);
}

/** The plan of a component file, as the product makes it. */
export function planOfFile(component: ComponentModel): ComponentModel {
  const components = [{ component, path: [] }];
  const { document } = importComponents({ components, id: DocumentId.parse('bench'), keepSecret: () => 'kept' });
  const compiled = compile(document);
  if (compiled.ok) return compiled.plan;
  throw new Error(compiled.issues.map(({ message }) => message).join(' '));
}

function assistant(name: string, answers: number): ComponentModel {
  const chat_completions = Array.from({ length: answers }, (_, index) => `This is what I say in answer ${index + 1}.`);
  const client = 'replay_chat_completion_client';
  const replay = 'autogen_ext.models.replay.ReplayChatCompletionClient';
  const agent = envelope('autogen_agentchat.agents.AssistantAgent', 'agent', {
    name,
    description: `The ${name}.`,
    system_message: 'Talk with the others.',
    model_client: envelope(replay, client, { chat_completions }),
    model_client_stream: false,
    reflect_on_tool_use: false,
    tool_call_summary_format: '{result}',
  });
  return { ...agent, version: 2, component_version: 2 };
}

function envelope(provider: string, component_type: string, config: object): ComponentModel {
  return { provider, component_type, version: 1, component_version: 1, config: config as JsonObject };
}
