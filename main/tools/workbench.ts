import * as z from 'zod';
import { ToolSchema } from '../../shared/chat/tool-schema.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { EffectContext, LostSession, Risk } from '../core/effects.ts';
import type { ToolResult } from './tool.ts';

/** One tool of a workbench, as its listing stands in the log. */
export const ListedTool = z.object({
  /** What the workbench itself calls it. */
  name: z.string(),
  /** What the model is told, with what the workbench calls otherwise for it. */
  schema: ToolSchema,
  risk: z.enum(['read', 'write', 'execute', 'network']),
});
export type ListedTool = z.infer<typeof ListedTool>;

/** What a workbench holds now. */
export const ToolListing = z.object({
  /** A word for the workbench, put before names that another tool has too. */
  label: z.string(),
  tools: z.array(ListedTool),
});
export type ToolListing = z.infer<typeof ToolListing>;

/**
 * What a workbench remembers from call to call. `none`: nothing. `rebuildable`: nothing that matters, it may be opened anew.
 * `lost`: what it remembers is gone with its process, and a person is asked before a new one goes on without it.
 */
export type SessionKind = 'none' | 'rebuildable' | 'lost';

/**
 * A set of tools that is known only when somebody looks, such as those of a server. (AutoGen: Workbench)
 *
 * Contract:
 * - `list` and `call` are called only through the effect door; making one opens nothing;
 * - the first of them opens what it needs, which is shared by all workbenches of one run that need the same;
 * - what goes wrong in a call is an error result; `list` throws, because without it nobody knows what there is.
 */
export interface Workbench {
  /** Equal for workbenches that give the same tools; stands in the log. */
  readonly id: string;
  /** What opening it is called and does, for a person who is asked about it; an answer for always is remembered by the identity. */
  readonly opening: { readonly name: string; readonly details: JsonObject; readonly identity: string };
  /** Of opening it. */
  readonly risk: Risk;
  /** True from when it was opened in this process. Whoever opens it asks for that, also where the log holds earlier calls. */
  readonly isOpen: boolean;
  readonly session: SessionKind;
  readonly lost: LostSession;
  list(context: EffectContext): Promise<ToolListing>;
  call(name: string, args: JsonObject, context: EffectContext): Promise<ToolResult>;
}
