/** How the program ends, for scripts that call it (architecture section 11). */
export const EXIT = {
  finished: 0,
  /** Failed while running, or something about this machine is in the way. */
  failed: 1,
  /** The file or the arguments are invalid; a run that is not here is such an argument. */
  invalid: 2,
  /** A budget holds the run; it can be resumed with a higher one. */
  budget: 3,
  /** The run waits for a person; it can be resumed. */
  parked: 4,
  interrupted: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
