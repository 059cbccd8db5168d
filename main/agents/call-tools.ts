import * as z from 'zod';
import type { FunctionCall, FunctionExecutionResult } from '../../shared/chat/llm-message.ts';
import { failureText } from '../../shared/failure.ts';
import { readPythonJson } from '../../shared/chat/python-json.ts';
import { trimmed } from '../../shared/chat/python-text.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { ChangedFiles } from '../../shared/run/work-folder.ts';
import { digestText } from '../core/digest.ts';
import type { Branch, EffectContext, Effects, Outcome, Recorded, Risk } from '../core/effects.ts';
import { EffectFailedError } from '../core/errors.ts';
import type { RememberTool } from '../memory/remember-tool.ts';
import type { Tool } from '../tools/tool.ts';
import type { Workbench } from '../tools/workbench.ts';
import type { Handoff } from './handoff.ts';
import type { NestedTool } from './nested-tool.ts';

/** What an agent can call, by the names the model knows. Handoffs are looked up first. */
export interface Toolbox {
  readonly tools: ReadonlyMap<string, Tool | NestedTool | RememberTool>;
  readonly handoffs: ReadonlyMap<string, Handoff>;
  /** A library: the model is shown one of these only when it has found it. */
  readonly library?: Toolbox['tools'];
  /** Sets of tools that are known only once somebody has looked. */
  readonly workbenches?: readonly Workbench[];
}

/** What may be done again after a crash, and is paid with nothing. */
const HARMLESS: ReadonlySet<Risk> = new Set(['none', 'read', 'sandboxed']);

/** The outcome of one call as it stands in the log. */
const ToolOutcome = z.object({
  content: z.string(),
  isError: z.boolean(),
  toolsChanged: z.literal(true).optional(),
  files: ChangedFiles.optional(),
});
type ToolOutcome = {
  readonly content: string;
  readonly isError: boolean;
  readonly toolsChanged?: true;
  readonly files?: ChangedFiles;
};

function toOutcome(value: Json): ToolOutcome {
  const { toolsChanged, files, ...outcome } = ToolOutcome.parse(value);
  return { ...outcome, ...(toolsChanged !== undefined && { toolsChanged }), ...(files !== undefined && { files }) };
}

/** What a batch of calls gave: a result a call, and what nested agents and teams said and did, in order. */
export interface CallResults {
  readonly results: FunctionExecutionResult[];
  readonly items: readonly Recorded[];
}

/**
 * Makes all calls of one answer at the same time, each in its own branch. Results keep the order of the calls. What goes
 * wrong with a call is a result that the model reads (texts: autogen.md section 3.2), never an exception.
 */
export async function callTools(
  calls: readonly FunctionCall[],
  toolbox: Toolbox,
  effects: Effects,
): Promise<CallResults> {
  const branches = effects.open(calls.map(() => 'call'));
  const outcomes = await Promise.all(
    calls.map(async (call, index) => {
      const branch = branches[index]!; // one branch a call
      try {
        const result = await callOne(call, toolbox, branch);
        branch.close();
        return result;
      } catch (error) {
        branch.abandon(failureText(error));
        throw error;
      }
    }),
  );
  const results = outcomes.map(({ content, isError }, index) => {
    const call = calls[index]!; // one outcome a call
    return { content, name: call.name, call_id: call.id, is_error: isError };
  });
  const items = outcomes.flatMap((outcome) => outcome.items ?? []).toSorted((a, b) => a.sequence - b.sequence);
  return { results, items };
}

type CallOutcome = ToolOutcome & { readonly items?: readonly Recorded[] };

/** In AutoGen's order: arguments first, then handoffs, then tools. */
async function callOne(call: FunctionCall, toolbox: Toolbox, branch: Branch): Promise<CallOutcome> {
  const args = readPythonJson(call.arguments);
  if ('problem' in args) return { content: `Error: ${args.problem}`, isError: true };
  const handoff = toolbox.handoffs.get(call.name);
  if (handoff !== undefined) return { content: handoff.message, isError: false };
  const tool = toolbox.tools.get(call.name);
  if (tool === undefined) return { content: `Error: tool '${call.name}' not found in any workbench`, isError: true };
  // What is nothing to Python counts as no arguments.
  const value = args.value && !(Array.isArray(args.value) && args.value.length === 0) ? args.value : {};
  if (!isJsonObject(value)) {
    return { content: `Error: arguments must be a JSON object, not ${call.arguments}`, isError: true };
  }
  return callTool({ call, tool, value }, branch);
}

interface ReadCall {
  readonly call: FunctionCall;
  readonly tool: Tool | NestedTool | RememberTool;
  readonly value: JsonObject;
}

async function callTool({ call, tool, value: args }: ReadCall, branch: Branch): Promise<CallOutcome> {
  if ('call' in tool) return tool.call(args, branch); // its steps are its own
  let isFromLog = true;
  const run =
    (given: JsonObject) =>
    async (context: EffectContext): Promise<Outcome<ToolOutcome>> => {
      isFromLog = false;
      return { value: await tool.run(given, context) };
    };
  try {
    const { value } = await branch.step<ToolOutcome>({
      kind: 'tool',
      requested: digestText(`${call.name}\n${call.arguments}`),
      risk: tool.risk,
      precious: !HARMLESS.has(tool.risk),
      pending: () => ({ tool: call.name, arguments: args }),
      approval: {
        tool: call.name,
        identity: tool.identity,
        arguments: args,
        withArguments: (changed) => ({
          pending: () => ({ tool: call.name, arguments: changed }),
          execute: run(changed),
        }),
        denied: (reason) => {
          isFromLog = false;
          return { content: `Error: ${reason}`, isError: true };
        },
      },
      ...(tool.lost !== undefined && { lost: tool.lost }),
      parse: (value) => {
        const outcome = toOutcome(value);
        if (isFromLog) tool.lost?.recall();
        tool.folder?.take(outcome.files);
        tool.heard?.(outcome);
        return outcome;
      },
      assumed: (result) => ({ content: result, isError: false }),
      execute: run(args),
    });
    return value;
  } catch (error) {
    if (error instanceof EffectFailedError) return { content: trimmed(error.message), isError: true };
    throw error;
  }
}
