import * as z from 'zod';

/** Where code runs whose design names another place than the sandbox. */
export const CodeSettings = z.object({
  /** Of AutoGen's executor for this machine: `process` is a program with the rights of whoever started Troupe. */
  local: z.enum(['sandbox', 'process']),
  /** Of AutoGen's executor for containers. */
  container: z.enum(['sandbox', 'docker']),
});
export type CodeSettings = z.infer<typeof CodeSettings>;

export const codeDefaults: CodeSettings = { local: 'sandbox', container: 'sandbox' };
