import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { ChatAgent } from '../../main/core/participant.ts';
import type { ModelClient } from '../../main/models/model-client.ts';
import type { Pattern } from '../../main/teams/pattern.ts';
import type { Tool } from '../../main/tools/tool.ts';
import type { JsonObject } from '../../shared/json.ts';

/** What a program brings itself instead of describing it. */
export type LivePart =
  | { readonly type: 'agent'; readonly value: ChatAgent }
  | { readonly type: 'model'; readonly value: ModelClient }
  | { readonly type: 'tool'; readonly value: Tool }
  | { readonly type: 'pattern'; readonly value: Pattern<unknown> };

const PROVIDER = 'troupe.library.LivePart';
/** A team whose pattern is such a part. */
export const GROUP_CHAT = 'troupe.library.GroupChat';

/** A plan that is plain data, and the live parts that stood in it. */
export interface TakenOut {
  readonly plan: ComponentModel;
  /** The part that stands where this component does in the plan, if one does. */
  readonly partOf: (component: ComponentModel) => LivePart | undefined;
}

/** Puts a numbered stand-in where a component holds something live, so that plans stay plain data for the compiler. */
export function takeOutLiveParts(root: ComponentModel): TakenOut {
  const parts: LivePart[] = [];
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    const part = livePart(value);
    if (part !== undefined) return standIn(part, parts.push(part) - 1);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  };
  return {
    plan: plain(root) as ComponentModel,
    partOf: ({ provider, config }) => (provider === PROVIDER ? parts[Number(config['part'])] : undefined),
  };
}

function standIn(part: LivePart, index: number): ComponentModel {
  const named = part.type === 'agent' ? { name: part.value.name, description: part.value.description } : {};
  const config: JsonObject = { ...named, part: index };
  return { provider: PROVIDER, component_type: part.type, version: 1, component_version: 1, config };
}

/** Told by the one method that each contract is about. */
function livePart(value: object): LivePart | undefined {
  const has = (method: string): boolean => typeof (value as Record<string, unknown>)[method] === 'function';
  if (has('respond')) return { type: 'agent', value: value as ChatAgent };
  if (has('stream')) return { type: 'model', value: value as ModelClient };
  if (has('select')) return { type: 'pattern', value: value as Pattern<unknown> };
  if (has('run')) return { type: 'tool', value: value as Tool };
  return undefined;
}
