import type { JsonObject } from '../../shared/json.ts';
import type { EffectContext } from '../core/effects.ts';
import type { ToolResult } from './tool.ts';

/** A function in a text, and what it is called with. */
export interface FunctionCall {
  readonly language: 'python' | 'javascript';
  readonly source: string;
  /** The tool's name. */
  readonly name: string;
  /** Python statements that are run before the source. */
  readonly imports: readonly string[];
  readonly args: JsonObject;
}

/** Runs functions of documents where they can do no harm. What goes wrong in one is an error result. */
export interface FunctionCaller {
  call(call: FunctionCall, context: Pick<EffectContext, 'signal'>): Promise<ToolResult>;
}
