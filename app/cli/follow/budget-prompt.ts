import type { RunControl } from '../../../shared/run/command.ts';
import { BudgetHold, type BudgetUnit, type DayBudget, type RunBudget } from '../../../shared/run/budget.ts';
import type { PendingHold } from '../../../shared/run/fold/pending.ts';
import { amountWords, budgetHoldWords } from '../../../shared/run/money-words.ts';
import { limitOf, raisedBudget, usualRaise } from '../../../shared/run/raise-budget.ts';
import type { LineSource } from './line-source.ts';

export interface BudgetPorts {
  readonly lines: LineSource;
  readonly say: (text: string) => void;
  /** What the run may use now. */
  readonly budget: () => RunBudget;
  /** Changes what all runs of a day may use together. */
  readonly setDayBudget: (change: DayBudget) => void;
  /** Why this is no model, in words; undefined where it is one. */
  readonly problemOfModel: (model: string) => string | undefined;
}

/** What one says at the prompt, for each unit. */
const EXAMPLES: Readonly<Record<BudgetUnit, string>> = {
  costUsd: 'dollars',
  tokens: 'tokens',
  turns: 'turns',
  timeMs: 'minutes',
};

/** Asks what to do with a run that a budget holds: raise it, let a cheaper model answer, stop, or leave it parked. */
export class BudgetPrompt {
  readonly #ports: BudgetPorts;

  constructor(ports: BudgetPorts) {
    this.#ports = ports;
  }

  async atHold({ place, pending }: PendingHold): Promise<RunControl | 'park'> {
    const { lines, say } = this.#ports;
    const hold = BudgetHold.parse(pending.type === 'budget' ? pending.budget : undefined);
    say(`Held by a budget. ${budgetHoldWords(hold)}`);
    for (;;) {
      const line = await lines.ask(`${choicesOf(hold)}: `);
      if (line === undefined) return 'park';
      const [command = '', ...rest] = line.trim().split(/\s+/);
      const argument = rest.join(' ');
      if (command === 'park' || command === 'q') return 'park';
      if (command === 'stop') return { type: 'stop' };
      if (command === 'model' && hold.model !== null) {
        const problem = this.#ports.problemOfModel(argument);
        if (problem === undefined) return { type: 'switch-model', from: hold.model.designed, model: argument };
        say(problem);
      } else if (command === 'raise' || command === 'pass') {
        const control = this.#raise(hold, { place, argument });
        if (control !== undefined) return control;
      } else if (command !== '') say(`"${command}" is none of these.`);
    }
  }

  #raise(hold: BudgetHold, { place, argument }: { place: string; argument: string }): RunControl | undefined {
    const held = limitOf(hold);
    const by = argument === '' ? usualRaise(hold) : Number(argument) * (held?.unit === 'timeMs' ? 60_000 : 1);
    if (held !== null && !(by > 0 && Number.isFinite(by))) {
      this.#ports.say(`"${argument}" is no number of ${EXAMPLES[held.unit]}.`);
      return undefined;
    }
    if (hold.scope === 'day' && held !== null) {
      this.#ports.setDayBudget({ [held.unit]: held.limit + by });
      return { type: 'continue', hold: place };
    }
    return { type: 'set-budget', budget: raisedBudget(this.#ports.budget(), hold, by) };
  }
}

function choicesOf(hold: BudgetHold): string {
  const held = limitOf(hold);
  const more =
    held === null
      ? '"pass" to let such calls pass uncounted'
      : `"raise" by ${amountWords(held.unit, usualRaise(hold))}, "raise N" by N ${EXAMPLES[held.unit]}`;
  const cheaper = hold.model === null || held?.unit === 'turns' ? '' : ', "model PROVIDER:NAME" to let another answer';
  return `${more}${cheaper}, "stop", or "park"`;
}
