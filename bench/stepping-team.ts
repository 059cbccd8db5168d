import type { Effects } from '../main/core/effects.ts';
import { digestText } from '../main/core/digest.ts';
import type { RunTask, Team, TeamResult } from '../main/core/participant.ts';

export interface SteppingOptions {
  readonly steps: number;
  /** Outcome of every step. */
  readonly text: string;
  /** True: each outcome is on the disk before the next step begins. */
  readonly precious: boolean;
  /** Called when the last step has been handed back. */
  readonly onEnd: (milliseconds: number) => void;
}

/** A team that does nothing but one step after the other: what is measured is the door and the log. */
export class SteppingTeam implements Team {
  readonly kind = 'team';
  readonly name = 'stepping';
  readonly description = '';
  readonly #options: SteppingOptions;

  constructor(options: SteppingOptions) {
    this.#options = options;
  }

  async run(_task: RunTask, effects: Effects): Promise<TeamResult> {
    const { steps, text, precious, onEnd } = this.#options;
    const startMs = performance.now();
    let last = '';
    for (let step = 0; step < steps; step += 1) {
      const { value } = await effects.step<string>({
        kind: 'model',
        requested: digestText(last + text),
        risk: 'none',
        precious,
        pending: () => ({}),
        parse: String,
        execute: () => Promise.resolve({ value: text }),
      });
      last = value;
    }
    onEnd(performance.now() - startMs);
    return { items: [], stopReason: 'done' };
  }

  saveState(): Record<string, never> {
    return {};
  }

  loadState(): void {}

  reset(): void {}

  checkpoint(): Record<string, never> {
    return {};
  }

  restore(): void {}
}
