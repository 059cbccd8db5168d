import type { CreateResult } from '../../shared/chat/llm-message.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import type { Json, JsonObject } from '../../shared/json.ts';

/** What a scripted model answers: text, or a whole result. */
export type Reply = string | CreateResult;

/** A component with the envelope that AutoGen writes. */
export function component(provider: string, config: object): ComponentModel {
  const definition = findDefinition(provider);
  if (definition === undefined) throw new Error(`Troupe does not know ${provider}.`);
  return {
    provider,
    component_type: definition.componentType,
    version: definition.version,
    component_version: definition.version,
    config: config as JsonObject,
  };
}

/** A model that answers these in order. */
export function replay(replies: readonly Reply[], family = 'unknown'): ComponentModel {
  return component('autogen_ext.models.replay.ReplayChatCompletionClient', {
    chat_completions: replies as Json,
    model_info: {
      vision: false,
      function_calling: true,
      json_output: true,
      family,
      structured_output: true,
      multiple_system_messages: true,
    },
  });
}

interface Said {
  readonly usage?: readonly [prompt: number, completion: number];
  readonly thought?: string;
}

/** An answer in words. */
export function says(content: string, { usage = [3, 2], thought }: Said = {}): CreateResult {
  return { ...result(usage, thought), finish_reason: 'stop', content };
}

/** An answer that calls tools: name, and arguments as an object or as the text that the model wrote. */
export function calls(wanted: readonly (readonly [string, JsonObject | string])[], said: Said = {}): CreateResult {
  const content = wanted.map(([name, given], index) => ({
    id: `call-${String(index)}`,
    name,
    arguments: typeof given === 'string' ? given : JSON.stringify(given),
  }));
  return { ...result(said.usage ?? [5, 4], said.thought), finish_reason: 'function_calls', content };
}

function result([prompt_tokens, completion_tokens]: readonly [number, number], thought: string | undefined) {
  return { usage: { prompt_tokens, completion_tokens }, cached: false, logprobs: null, thought: thought ?? null };
}

/** An answer that hands over to these; the first counts. */
export function handsTo(...targets: readonly string[]): CreateResult {
  return calls(targets.map((target) => [`transfer_to_${target}`.toLowerCase(), {}]));
}

/** An assistant; keys that are undefined are left out of its JSON. */
export function assistant(
  name: string,
  replies: readonly Reply[],
  { handsTo: targets, ...config }: { handsTo?: readonly string[]; [key: string]: unknown } = {},
): ComponentModel {
  return component('autogen_agentchat.agents.AssistantAgent', {
    name,
    model_client: replay(replies),
    description: `Speaks as ${name}.`,
    model_client_stream: false,
    reflect_on_tool_use: false,
    tool_call_summary_format: '{result}',
    ...(targets !== undefined && { handoffs: targets.map((target) => ({ target })) }),
    ...defined(config),
  });
}

function defined(config: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
}

export function person(name: string): ComponentModel {
  return component('autogen_agentchat.agents.UserProxyAgent', { name, description: 'A person.' });
}

/** A sum that Troupe works out itself; on export it becomes Python. */
export const calculator: ComponentModel = component('troupe.tools.Calculator', {});

export type TeamClass = 'RoundRobinGroupChat' | 'SelectorGroupChat' | 'Swarm' | 'GraphFlow' | 'MagenticOneGroupChat';

export function teamProvider(name: TeamClass): string {
  return `autogen_agentchat.teams.${name}`;
}

export function team(
  name: TeamClass,
  participants: readonly ComponentModel[],
  config: Readonly<Record<string, unknown>>,
): ComponentModel {
  return component(teamProvider(name), { participants, ...defined(config) });
}

export function stopRule(name: string, config: object): ComponentModel {
  return component(`autogen_agentchat.conditions.${name}`, config);
}

export function maxMessages(count: number): ComponentModel {
  return stopRule('MaxMessageTermination', { max_messages: count, include_agent_event: false });
}

export function mention(text: string): ComponentModel {
  return stopRule('TextMentionTermination', { text });
}

export function anyOf(...conditions: readonly ComponentModel[]): ComponentModel {
  return component('autogen_agentchat.base.OrTerminationCondition', { conditions });
}

export function allOf(...conditions: readonly ComponentModel[]): ComponentModel {
  return component('autogen_agentchat.base.AndTerminationCondition', { conditions });
}
