import type { DayBudget } from '../../shared/run/budget.ts';
import type { RunCommand, RunControl } from '../../shared/run/command.ts';
import type { RunEventBody } from '../../shared/run/event.ts';
import type { PriceSheet } from '../../shared/run/price.ts';
import type { LiveTeam } from '../core/live-team.ts';
import type { PriceBook } from '../core/price-book.ts';
import type { RunStore } from '../core/store.ts';
import { BudgetChanges } from './budget-changes.ts';
import type { BudgetParts } from './budget-parts.ts';
import { DayLedger } from './day-ledger.ts';
import type { MoneyFold } from './money-fold.ts';

/** What runs need to know of money from outside. */
export interface MoneyPorts {
  readonly prices: PriceBook;
  /** What all runs of a day may use together, as it is set now. */
  readonly dayBudget: () => DayBudget;
  /** Tells that one of these may be another now. */
  readonly onChange: (listener: () => void) => void;
  /** Label of a model named in the form of `--model`. @throws AppError where it names none. */
  readonly labelOf: (model: string) => string;
}

/** A control that changes what a run may use, or what it uses it for. */
export type MoneyControl = Extract<RunControl, { type: 'set-budget' | 'switch-model' }>;

/** Events after which something may fit that did not fit before. */
const FREES: ReadonlySet<RunEventBody['type']> = new Set(['effect-end', 'attempt', 'command', 'run-end']);

/** Money as all runs of one engine share it. */
export class RunMoney {
  readonly #ports: MoneyPorts;
  readonly #day: DayLedger;
  readonly #changes = new BudgetChanges();

  constructor(ports: MoneyPorts, options: { store: RunStore; now: () => number }) {
    this.#ports = ports;
    this.#day = new DayLedger({ ...options, limit: ports.dayBudget });
    ports.onChange(() => this.lookAgain());
  }

  /** What the models of a team charge now and how much they read, to be pinned by a run that begins. */
  sheetFor({ models: labels, contexts: own = {} }: Pick<LiveTeam, 'models' | 'contexts'>): PriceSheet {
    const { prices } = this.#ports;
    const contexts = labels.flatMap((label) => {
      const tokens = own[label] ?? prices.contextOf(label);
      return tokens === undefined ? [] : [[label, tokens] as const];
    });
    return {
      table: prices.table,
      models: Object.fromEntries(labels.map((label) => [label, prices.priceOf(label)])),
      ...(contexts.length > 0 && { contexts: Object.fromEntries(contexts) }),
    };
  }

  /** The budgets of one run. */
  budgetsOf({ keeper, switches, prices }: MoneyFold): BudgetParts {
    return {
      keeper,
      day: this.#day,
      changes: this.#changes,
      // Logs of before there were prices have none pinned.
      priceOf: (label) => switches.priceOf(label) ?? prices[label] ?? this.#ports.prices.priceOf(label),
    };
  }

  /** The command that a control becomes. @throws AppError where it names no model. */
  toCommand(control: MoneyControl): RunCommand {
    if (control.type === 'set-budget') return control;
    const { from, model } = control;
    const label = this.#ports.labelOf(model);
    return { type: 'switch-model', from, to: { label, model, price: this.#ports.prices.priceOf(label) } };
  }

  /** Tells those who wait for a budget that this was written. */
  written({ type }: RunEventBody): void {
    if (FREES.has(type)) this.#changes.tell();
  }

  /** Something has changed outside of the runs: settings, or the day. */
  lookAgain(): void {
    this.#day.lookAgain();
    this.#changes.tell();
  }
}
