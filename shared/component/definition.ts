import type * as z from 'zod';
import type { JsonObject } from '../json.ts';
import type { EdgeKind } from '../team/edge.ts';

/** What a component is for; AutoGen's `component_type`. */
export type ComponentType =
  | 'agent'
  | 'team'
  | 'model'
  | 'tool'
  | 'workbench'
  | 'memory'
  | 'chat_completion_context'
  | 'termination'
  | 'code_executor'
  | 'structured_message'
  | 'output_rule'
  | 'token_provider'
  | 'cache_store'
  | 'chat_completion_cache'
  | 'replay_chat_completion_client'
  | 'mcp_session_host'
  | 'mcp_sampler'
  | 'mcp_elicitor'
  | 'mcp_roots_provider';

/** A place in a component's config where other components are nested. On the canvas each is an edge. */
export interface ComponentSlot {
  /** Key in the config, for example `participants`. */
  readonly key: string;
  readonly edge: EdgeKind;
  readonly accepts: readonly ComponentType[];
  /** True: the config holds an array. */
  readonly many: boolean;
  /** True: without it the component cannot be compiled. */
  readonly required: boolean;
}

/** Where a component stands in the palette. */
export type PaletteGroup = 'agents' | 'teams' | 'tools' | 'models' | 'memory' | 'stop-rules' | 'parts';

/**
 * All that Troupe knows of one provider: the schema of its own config (without what is nested in its slots), the slots,
 * and how it is shown. One file a family under `shared/component/`, listed in `registry.ts`.
 */
export interface ComponentDefinition {
  readonly provider: string;
  readonly componentType: ComponentType;
  /** The component version that an export writes. */
  readonly version: number;
  /** Short name in the palette, sentence case: "Assistant". */
  readonly title: string;
  /** One line of explanation in plain words. */
  readonly summary: string;
  readonly group: PaletteGroup;
  /** Own fields, each with `.meta({ title, description, widget? })`: forms are drawn from this schema. */
  readonly config: z.ZodObject;
  readonly slots: readonly ComponentSlot[];
  /** False: known, editable, exported; refused by Run with a reason until its issue lands. */
  readonly runnable: boolean;
  /** True where it needs a key of a provider before it can run. */
  readonly needsKey?: boolean;
  /** Config of a new node dropped on the canvas. */
  readonly initialConfig: JsonObject;
}
