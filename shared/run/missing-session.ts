import * as z from 'zod';

/** What earlier calls left in a server that does not have it any more. */
export const MissingSession = z.object({
  /** The server for people: its command line or address. */
  server: z.string(),
  /** How it came to be gone, in a sentence. */
  why: z.string(),
});
export type MissingSession = z.infer<typeof MissingSession>;

/** What a person is told of it, wherever they are asked. */
export function lostSessionWords({ server, why }: MissingSession): string {
  return `What the MCP server "${server}" remembered of this run is gone. ${why}`;
}
