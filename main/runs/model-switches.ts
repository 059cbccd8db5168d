import type { RunEvent, RunEventBody } from '../../shared/run/event.ts';
import type { ModelPrice } from '../../shared/run/price.ts';

type SwitchModel = Extract<Extract<RunEventBody, { type: 'command' }>['command'], { type: 'switch-model' }>;

/**
 * Which model answers for which: a fold of the commands of a run and its parents. What a recorded call was asked, and so
 * its digest, names the model of the design; only calls that are made from the command on go to the other one.
 */
export class ModelSwitches {
  readonly #to = new Map<string, SwitchModel['to']>();

  add({ body }: RunEvent): void {
    if (body.type === 'command' && body.command.type === 'switch-model') {
      this.#to.set(body.command.from, body.command.to);
    }
  }

  /** How the model is asked that answers for the one with this label, in the form of `--model`; undefined: itself. */
  modelFor(label: string): string | undefined {
    return this.#to.get(label)?.model;
  }

  /** What a model charges that was switched to; undefined for any other. */
  priceOf(label: string): ModelPrice | undefined {
    return this.#to.values().find((to) => to.label === label)?.price;
  }
}
