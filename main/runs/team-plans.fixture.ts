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

/** A team with an orchestrator. */
export function magenticTeam(
  participants: readonly ComponentModel[],
  model: ComponentModel,
  config: object = {},
): ComponentModel {
  return team('autogen_agentchat.teams.MagenticOneGroupChat', participants, {
    model_client: model,
    max_stalls: 3,
    final_answer_prompt: 'Answer {task}.',
    ...config,
  });
}

/** A progress ledger as an orchestrator's model writes it: who acts next, or that the work is done. */
export function ledger(next: string, instruction: string, given: { done?: boolean; stalls?: boolean } = {}): string {
  const { done = false, stalls = false } = given;
  return JSON.stringify({
    is_request_satisfied: { reason: 'why', answer: done },
    is_in_loop: { reason: 'l', answer: false },
    is_progress_being_made: { reason: 'p', answer: !stalls },
    next_speaker: { reason: 'fits best', answer: next },
    instruction_or_question: { reason: 'i', answer: instruction },
  });
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
