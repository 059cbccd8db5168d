import { implement } from '@orpc/server';
import { failureText } from '../../shared/failure.ts';
import type { Json } from '../../shared/json.ts';
import { type McpAnswer, mcpContract } from '../../shared/rpc/mcp-contract.ts';
import { McpError, NotConnectedError } from '../tools/mcp/mcp-error.ts';
import type { Engine } from './engine.ts';
import { clearErrors } from './rpc-errors.ts';

const procedure = implement(mcpContract).$context<Engine>().use(clearErrors);

/** Servers of tools, looked at by a person. Nothing is started but by `connect`. */
export const mcpProcedures = procedure.router({
  connect: procedure.connect.handler(({ input: { params }, context, signal, errors }) =>
    told(context.inspections.connect(params, signal ?? NEVER), context, errors),
  ),
  look: procedure.look.handler(({ input: { id }, context, signal, errors }) =>
    told(context.inspections.look({ id, signal: signal ?? NEVER }), context, errors),
  ),
  call: procedure.call.handler(({ input: { id, tool, arguments: args }, context, signal, errors }) =>
    answered(() => context.inspections.call({ id, signal: signal ?? NEVER }, tool, args), context, errors),
  ),
  read: procedure.read.handler(({ input: { id, uri }, context, signal, errors }) =>
    answered(() => context.inspections.read({ id, signal: signal ?? NEVER }, uri), context, errors),
  ),
  prompt: procedure.prompt.handler(({ input: { id, name, arguments: args }, context, signal, errors }) =>
    answered(() => context.inspections.prompt({ id, signal: signal ?? NEVER }, name, args), context, errors),
  ),
  log: procedure.log.handler(({ input: { id }, context, errors }) => {
    try {
      const { lines, end } = context.inspections.log(id);
      return { lines: lines.map(context.redact), end };
    } catch (error) {
      throw toTold(error, context, errors);
    }
  }),
  disconnect: procedure.disconnect.handler(({ input: { id }, context }) => context.inspections.disconnect(id)),
});

const NEVER = new AbortController().signal;

type Errors = {
  readonly FAILED?: (options: { message: string }) => Error;
  readonly NOT_CONNECTED?: () => Error;
};

async function told<T>(value: Promise<T>, context: Engine, errors: Errors): Promise<T> {
  try {
    return await value;
  } catch (error) {
    throw toTold(error, context, errors);
  }
}

/** What the server sent, without the keys that it may have been given. */
async function answered(ask: () => Promise<McpAnswer>, context: Engine, errors: Errors): Promise<McpAnswer> {
  const { text, raw, ...answer } = await told(Promise.resolve().then(ask), context, errors);
  const { redact } = context;
  return { ...answer, text: redact(text), raw: JSON.parse(redact(JSON.stringify(raw))) as Json };
}

function toTold(error: unknown, { redact }: Engine, { FAILED, NOT_CONNECTED }: Errors): unknown {
  if (error instanceof NotConnectedError && NOT_CONNECTED !== undefined) return NOT_CONNECTED();
  if (error instanceof McpError && FAILED !== undefined) return FAILED({ message: redact(failureText(error)) });
  return error;
}
