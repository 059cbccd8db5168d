import { implement } from '@orpc/server';
import { codeContract } from '../../shared/rpc/code-contract.ts';
import { failureText } from '../../shared/failure.ts';
import { createTool, ToolConfigError } from '../tools/create-tool.ts';
import type { Engine } from './engine.ts';
import { clearErrors } from './rpc-errors.ts';

const procedure = implement(codeContract).$context<Engine>().use(clearErrors);

/** Tools that are code: what they take, and a call by hand. */
export const codeProcedures = procedure.router({
  schema: procedure.schema.handler(({ input }) => {
    try {
      return createTool(input, Date.now).schema.parameters;
    } catch {
      return null; // what is wrong with it is said by the checks
    }
  }),
  try: procedure.try.handler(async ({ input: { arguments: args, ...tool }, context, signal = NEVER }) => {
    try {
      return await context.tryTool({ tool, args, signal });
    } catch (error) {
      if (!(error instanceof ToolConfigError)) throw error;
      return { text: failureText(error), isError: true, printed: '', durationMs: 0 };
    }
  }),
});

const NEVER = new AbortController().signal;
