import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import { graphFlowCase } from './graph-flow-cases.ts';
import type { TeamPlan } from './interop-case.ts';
import { magenticOneCase } from './magentic-one-cases.ts';
import { nestedCase } from './nested-cases.ts';
import type { Random } from './random.ts';
import { roundRobinCase } from './round-robin-cases.ts';
import { selectorCase } from './selector-cases.ts';
import { swarmCase } from './swarm-cases.ts';

const MAKERS = [roundRobinCase, selectorCase, swarmCase, graphFlowCase, magenticOneCase, nestedCase] as const;

/** Files as people write them, given to both sides as they are: numbers as text, other paths to a class, keys too many. */
export function rawCase(random: Random, index: number): TeamPlan {
  const make = MAKERS[index % MAKERS.length]!; // there are some
  const plan = make(random, Math.floor(index / MAKERS.length));
  const component = written(random, plan.component);
  const then = plan.then && { ...plan.then, component: written(random, plan.then.component) };
  return { ...plan, raw: true, component, ...(then && { then }) };
}

/** Our own tools are unknown to AutoGen, so nobody has them. */
function written(random: Random, component: ComponentModel): ComponentModel {
  const { provider, config } = component;
  const entries = Object.entries(config).filter(([key, value]) => !(key === 'tools' && hasOwnTools(value)));
  const fields = entries.map(([key, value]) => [key, field(random, key, value ?? null)]);
  return {
    ...component,
    ...(random.chance(0.2) && { version: null, component_version: null }),
    ...(random.chance(0.2) && { label: 'A part', description: null }),
    provider: random.chance(0.3) ? inside(provider) : provider,
    config: { ...Object.fromEntries(fields), ...(random.chance(0.2) && { note_of_mine: { deep: [1] } }) } as JsonObject,
  };
}

function hasOwnTools(value: Json | undefined): boolean {
  return JSON.stringify(value).includes('"troupe.');
}

function field(random: Random, key: string, value: Json): Json {
  if (isComponent(value)) return written(random, value) as object as JsonObject;
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return list.map((one) => (isComponent(one) ? (written(random, one) as object as JsonObject) : one));
  }
  if (key === 'system_message' || !random.chance(0.25)) return value;
  if (typeof value === 'number') return random.pick([String(value), ` ${String(value)} `]);
  if (typeof value === 'boolean')
    return value ? random.pick(['true', 'Yes', 1, 'on']) : random.pick(['false', 'NO', 0]);
  return value;
}

function isComponent(value: unknown): value is ComponentModel {
  return typeof value === 'object' && value !== null && 'provider' in value && 'config' in value;
}

/** The modules in which AutoGen keeps its classes. */
const MODULES: Readonly<Record<string, string>> = {
  AssistantAgent: 'autogen_agentchat.agents._assistant_agent',
  UserProxyAgent: 'autogen_agentchat.agents._user_proxy_agent',
  SocietyOfMindAgent: 'autogen_agentchat.agents._society_of_mind_agent',
  RoundRobinGroupChat: 'autogen_agentchat.teams._group_chat._round_robin_group_chat',
  SelectorGroupChat: 'autogen_agentchat.teams._group_chat._selector_group_chat',
  Swarm: 'autogen_agentchat.teams._group_chat._swarm_group_chat',
  GraphFlow: 'autogen_agentchat.teams._group_chat._graph._digraph_group_chat',
  MaxMessageTermination: 'autogen_agentchat.conditions._terminations',
  TextMentionTermination: 'autogen_agentchat.conditions._terminations',
  OrTerminationCondition: 'autogen_agentchat.base._termination',
  ReplayChatCompletionClient: 'autogen_ext.models.replay._replay_chat_completion_client',
  BufferedChatCompletionContext: 'autogen_core.model_context._buffered_chat_completion_context',
};

function inside(provider: string): string {
  const name = provider.split('.').at(-1) ?? '';
  return name in MODULES ? `${MODULES[name] ?? ''}.${name}` : provider;
}
