import type { RunEvent, RunEventBody } from '../../shared/run/event.ts';
import { addUsage, NO_USAGE } from '../../shared/run/usage.ts';

type Totals = Extract<RunEventBody, { type: 'run-end' }>['totals'];

/** What a run has used so far. A cost is unknown as soon as one part of it is. */
export class RunTotals {
  #usage = NO_USAGE;
  #turns = 0;
  #modelCalls = 0;

  add({ body }: RunEvent): void {
    if (body.type === 'turn-end') this.#turns += 1;
    if (body.type !== 'effect-end' && body.type !== 'attempt') return;
    if (body.type === 'effect-end' && body.kind === 'model') this.#modelCalls += 1;
    if (body.usage !== undefined) this.#usage = addUsage(this.#usage, body.usage);
  }

  get value(): Totals {
    return { ...this.#usage, turns: this.#turns, modelCalls: this.#modelCalls };
  }
}
