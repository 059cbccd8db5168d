import * as z from 'zod';

/** What the sandbox runs. JavaScript is also TypeScript. */
export type SandboxLanguage = 'python' | 'javascript';

/** A file of a work folder on its way in or out. */
export const SandboxFile = z.object({
  /** Relative, with `/`: no part of it is empty or made of dots only. */
  path: z
    .string()
    .max(500)
    .regex(/^(?!\.+(?:\/|$))[^/\0]+(?:\/(?!\.+(?:\/|$))[^/\0]+)*$/),
  base64: z.string(),
});
export type SandboxFile = z.infer<typeof SandboxFile>;

/** Run a text as a program in a work folder. */
interface RunRequest {
  readonly type: 'run';
  readonly language: SandboxLanguage;
  readonly code: string;
  /** Name that the program has in what it says of errors. */
  readonly name: string;
  readonly files: readonly SandboxFile[];
}

/** Call a function. */
export interface CallRequest {
  readonly type: 'call';
  readonly language: SandboxLanguage;
  readonly source: string;
  /** The tool's name. */
  readonly name: string;
  /** Python statements that are run before. */
  readonly imports: readonly string[];
  readonly args: Readonly<Record<string, unknown>>;
}

/** One line to the process. Fields beside these are its number. */
export type SandboxRequest = RunRequest | CallRequest;

/** One line from the process. It may be what code has written: nothing in it is believed. */
export const SandboxAnswer = z.discriminatedUnion('type', [
  z.object({ id: z.number(), type: z.literal('ready') }),
  /** A piece of what code prints, while it runs. The answer holds all of it again. */
  z.object({ id: z.number(), type: z.literal('printed'), text: z.string() }),
  z.object({
    id: z.number(),
    type: z.literal('ran'),
    exitCode: z.number().int(),
    output: z.string(),
    /** Files that are other than before; without content: gone. */
    changed: z.array(SandboxFile.extend({ base64: z.string().nullable() })).max(1000),
  }),
  z.object({
    id: z.number(),
    type: z.literal('called'),
    content: z.string(),
    isError: z.boolean(),
    /** What the function printed besides. */
    printed: z.string(),
  }),
  z.object({ id: z.number(), type: z.literal('failed'), message: z.string() }),
]);
export type SandboxAnswer = z.infer<typeof SandboxAnswer>;
