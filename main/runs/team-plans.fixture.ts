import type { CreateResult } from '../../shared/chat/llm-message.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { JsonObject } from '../../shared/json.ts';
import { graphOf } from '../teams/graph.fixture.ts';

/** A team of any provider. */
export function team(provider: string, participants: readonly ComponentModel[], config: object = {}): ComponentModel {
  return { provider, component_type: 'team', config: { participants, ...config } as unknown as JsonObject };
}

/** A team whose model picks the next speaker. */
export function selectorTeam(participants: readonly ComponentModel[], model: ComponentModel, config: object = {}) {
  return team('autogen_agentchat.teams.SelectorGroupChat', participants, {
    model_client: model,
    selector_prompt: 'Of {participants} with {roles}, who comes after {history}?',
    allow_repeated_speaker: false,
    ...config,
  });
}

export function swarmTeam(participants: readonly ComponentModel[], config: object = {}): ComponentModel {
  return team('autogen_agentchat.teams.Swarm', participants, config);
}

/** A team that follows a graph of these ways. */
export function graphTeam(
  participants: readonly ComponentModel[],
  nodes: Parameters<typeof graphOf>[0],
  { start, ...config }: { readonly start?: string; readonly [key: string]: unknown } = {},
): ComponentModel {
  return team('autogen_agentchat.teams.GraphFlow', participants, { graph: graphOf(nodes, start), ...config });
}

/** An answer that hands over. */
export function handsTo(target: string): CreateResult {
  return {
    finish_reason: 'function_calls',
    content: [{ id: 'c0', arguments: '{}', name: `transfer_to_${target}` }],
    usage: { prompt_tokens: 1, completion_tokens: 1 },
    cached: false,
  };
}
