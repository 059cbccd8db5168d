import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { ChangedFiles } from '../../shared/run/work-folder.ts';
import type { EffectContext, LostSession, Risk } from '../core/effects.ts';
import type { KeptFolder } from '../core/kept-folder.ts';

/** What a tool gave back. Errors are results too: the model reads them. */
export interface ToolResult {
  readonly content: string;
  readonly isError: boolean;
  /** The tools that stand beside it are others now than when they were listed. */
  readonly toolsChanged?: true;
  /** What became of its work folder; absent where nothing did. */
  readonly files?: ChangedFiles;
}

/**
 * One tool that a model may call.
 *
 * Contract:
 * - `run` is called only through the effect door; its arguments are parsed JSON, not yet checked against the schema;
 * - gives back an error result for what the model can mend (wrong arguments), throws only when aborted or broken.
 */
export interface Tool {
  readonly schema: ToolSchema;
  readonly risk: Risk;
  /**
   * Which tool this is, beyond its name: equal for equal tools, another for one whose code, server or settings are others.
   * A person's "always allow this tool" is remembered by it; undefined where nobody can tell.
   */
  readonly identity?: string | undefined;
  run(args: JsonObject, context: EffectContext): Promise<ToolResult>;
  /** The files that its calls leave to later ones; absent where there are none. */
  readonly folder?: KeptFolder | undefined;
  /** Absent where calls know nothing of each other. */
  readonly lost?: LostSession;
  /** Hears of every outcome, also of one that is read from the log. */
  readonly heard?: (result: ToolResult) => void;
}
