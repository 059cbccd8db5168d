import { EXIT } from './exit-status.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Watches for Ctrl+C and its like. The first one asks nicely, the second ends the process. */
export interface Interrupt {
  readonly trigger: () => void;
  readonly hasHappened: () => boolean;
  /** Watches no more. */
  readonly forget: () => void;
}

/** Calls `act` at the first interruption. */
export function onInterrupt(act: () => void): Interrupt {
  let hasHappened = false;
  const trigger = (): void => {
    if (hasHappened) process.exit(EXIT.interrupted);
    hasHappened = true;
    act();
  };
  for (const signal of SIGNALS) process.on(signal, trigger);
  return {
    trigger,
    hasHappened: () => hasHappened,
    forget: () => SIGNALS.forEach((signal) => process.off(signal, trigger)),
  };
}
