import type { ComponentSlot, ComponentType } from './definition.ts';

/** Everything that can stand where a model client is asked for. (AutoGen: caches and replays are no `model`, yet fit) */
const MODEL_TYPES: readonly ComponentType[] = ['model', 'chat_completion_cache', 'replay_chat_completion_client'];

/** The model that a component talks to. */
export function modelSlot({ key = 'model_client', required }: { key?: string; required: boolean }): ComponentSlot {
  return { key, edge: 'model', accepts: MODEL_TYPES, many: false, required };
}

/** The models that a component asks, in order. */
export const modelsSlot: ComponentSlot = {
  key: 'model_clients',
  edge: 'model',
  accepts: MODEL_TYPES,
  many: true,
  required: true,
};

/** The members of a team, in order. */
export function participantsSlot(accepts: readonly ComponentType[]): ComponentSlot {
  return { key: 'participants', edge: 'participant', accepts, many: true, required: true };
}

/** What ends a team's run. */
export const terminationSlot: ComponentSlot = {
  key: 'termination_condition',
  edge: 'termination',
  accepts: ['termination'],
  many: false,
  required: false,
};

/** What a component remembers of the conversation. */
export const contextSlot: ComponentSlot = {
  key: 'model_context',
  edge: 'context',
  accepts: ['chat_completion_context'],
  many: false,
  required: false,
};

/** The tools that a component offers to its model. */
export const toolsSlot: ComponentSlot = { key: 'tools', edge: 'tool', accepts: ['tool'], many: true, required: false };

/** Where code is run. */
export function executorSlot(key: string): ComponentSlot {
  return { key, edge: 'executor', accepts: ['code_executor'], many: false, required: true };
}
