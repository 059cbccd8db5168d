import type { RunEvent, RunEventBody } from '../../shared/run/event.ts';

type Totals = Extract<RunEventBody, { type: 'run-end' }>['totals'];

/** What a run has used so far. A cost is unknown as soon as one part of it is. */
export class RunTotals {
  #promptTokens = 0;
  #completionTokens = 0;
  #costUsd: number | null = 0;
  #turns = 0;
  #modelCalls = 0;

  add({ body }: RunEvent): void {
    if (body.type === 'turn-end') this.#turns += 1;
    if (body.type !== 'effect-end') return;
    if (body.kind === 'model') this.#modelCalls += 1;
    if (body.usage === undefined) return;
    const { promptTokens, completionTokens, costUsd } = body.usage;
    this.#promptTokens += promptTokens;
    this.#completionTokens += completionTokens;
    this.#costUsd = this.#costUsd === null || costUsd === null ? null : this.#costUsd + costUsd;
  }

  get value(): Totals {
    return {
      promptTokens: this.#promptTokens,
      completionTokens: this.#completionTokens,
      costUsd: this.#costUsd,
      turns: this.#turns,
      modelCalls: this.#modelCalls,
    };
  }
}
