import * as z from 'zod';

/** What tools may reach. */
export const ToolSettings = z.object({
  /** Whole path of the folder in which agents read and write files; empty: a folder of Troupe's own. */
  workspace: z.string().refine((path) => path === '' || /^(\/|[a-z]:[\\/]|\\\\)/i.test(path), {
    error: 'The workspace is a whole path, from the root or a drive on.',
  }),
});
export type ToolSettings = z.infer<typeof ToolSettings>;

export const toolDefaults: ToolSettings = { workspace: '' };
