import * as z from 'zod';

/** What tools may reach. */
export const ToolSettings = z.object({
  /** Whole path of the folder in which agents read and write files; empty: a folder of Troupe's own. */
  workspace: z.string().refine((path) => path === '' || /^(\/|[a-z]:[\\/]|\\\\)/i.test(path), {
    error: 'The workspace is a whole path, from the root or a drive on.',
  }),
  /** Hosts with ports that tools may reach though they are on this computer or in its network: `localhost:8080`. */
  allowedHosts: z.array(
    z.string().regex(/^[a-z0-9._:-]+:\d{1,5}$/, { error: 'A host is written with its port: localhost:8080.' }),
  ),
});
export type ToolSettings = z.infer<typeof ToolSettings>;

export const toolDefaults: ToolSettings = { workspace: '', allowedHosts: [] };
