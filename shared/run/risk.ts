import * as z from 'zod';

/**
 * What an effect may do to the outside. `sandboxed` is code of a document in the sandbox: it reaches nothing, and may be
 * run again after a crash. What writes, executes or uses the network is announced in the log before it begins.
 */
export const Risk = z.enum(['none', 'sandboxed', 'read', 'write', 'execute', 'network']);
export type Risk = z.infer<typeof Risk>;
