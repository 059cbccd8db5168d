import * as z from 'zod';

/** Where spans of runs go now: by the standard variables where Troupe was started, else by the settings. */
export const TraceRoute = z.object({
  /** The whole address, without a name or password; null: none are sent. */
  url: z.string().nullable(),
  /** The variable that says whether and where, whatever the settings say; null: the settings do. */
  decidedBy: z.string().nullable(),
  /** Why what the variable says cannot be. */
  problem: z.string().nullable(),
  /** Other variables that are set and count, such as those of headers. Never their values. */
  alsoSet: z.array(z.string()),
});
export type TraceRoute = z.infer<typeof TraceRoute>;
