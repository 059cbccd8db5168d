import '../money/money.css';
import { Coins, Square } from 'lucide-react';
import { useId, useState } from 'react';
import type { BudgetHold } from '../../shared/run/budget.ts';
import type { PendingHold } from '../../shared/run/fold/pending.ts';
import { budgetHoldWords } from '../../shared/run/money-words.ts';
import { limitOf, raisedBudget, usualRaise } from '../../shared/run/raise-budget.ts';
import { AMOUNTS, amountText, parseAmount } from '../money/amount.ts';
import { updateSettings, useSettings } from '../store/settings.ts';
import { runCommands } from './run-commands.ts';
import type { RunStore } from './run-store.ts';
import { SwitchModel } from './switch-model.tsx';

interface BudgetCardProps {
  readonly store: RunStore;
  readonly hold: PendingHold;
  readonly budget: BudgetHold;
}

/** A run that its budget holds: raise it, let a cheaper model answer from here on, or stop. */
export function BudgetCard({ store, hold, budget }: BudgetCardProps) {
  const [isSwitching, setIsSwitching] = useState(false);
  const held = limitOf(budget);
  const canSwitch = budget.model !== null && budget.what !== 'turns' && budget.what !== 'timeMs';
  return (
    <section className="pending" aria-label="Held by a budget">
      <header>
        <Coins className="icon icon-s" aria-hidden="true" />
        <b>{TITLES[budget.what]}</b>
        <span className="push">{whoseWords(budget)}</span>
      </header>
      <p className="pending-text">{budgetHoldWords(budget)}</p>
      {isSwitching && budget.model !== null ? (
        <SwitchModel store={store} model={budget.model} onClose={() => setIsSwitching(false)} />
      ) : (
        <>
          {held !== null && <Raise key={`${held.limit}`} store={store} hold={hold} budget={budget} />}
          <footer>
            {held === null && (
              <button type="button" className="btn warn" onClick={() => raise(store, { hold, budget, by: 0 })}>
                Let such calls pass uncounted
              </button>
            )}
            {canSwitch && (
              <button type="button" className="btn" onClick={() => setIsSwitching(true)}>
                Another model…
              </button>
            )}
            <button type="button" className="btn bad" onClick={() => void runCommands.stop(store)}>
              <Square className="icon icon-s" aria-hidden="true" />
              Stop the run
            </button>
          </footer>
        </>
      )}
      <p className="pending-rest">Nothing is paid for until you decide. You may close the window.</p>
    </section>
  );
}

const TITLES: Readonly<Record<BudgetHold['what'], string>> = {
  costUsd: 'The next call does not fit the budget',
  tokens: 'The next call does not fit the budget',
  turns: 'All turns are taken',
  timeMs: 'The time is up',
  price: 'Nobody knows what this costs',
};

function whoseWords({ scope, agent }: BudgetHold): string {
  if (scope === 'day') return 'budget of today';
  return scope === 'agent' ? `budget of ${agent ?? ''}` : 'budget of the run';
}

interface Raised {
  readonly hold: PendingHold;
  readonly budget: BudgetHold;
  readonly by: number;
}

/** The day's budget is a setting: all runs that it holds look again. */
async function raise(store: RunStore, { hold, budget, by }: Raised): Promise<void> {
  const held = limitOf(budget);
  if (budget.scope === 'day' && held !== null) {
    const day = useSettings.getState().settings?.money.day ?? {};
    const isKept = await updateSettings({ money: { day: { ...day, [held.unit]: held.limit + by } } });
    if (isKept) await runCommands.control(store, { type: 'continue', hold: hold.place });
    return;
  }
  const next = raisedBudget(store.getState().conversation.budget, budget, by);
  await runCommands.control(store, { type: 'set-budget', budget: next });
}

/** By how much: what is usual stands there. */
function Raise({ store, hold, budget }: BudgetCardProps) {
  const id = useId();
  const unit = limitOf(budget)?.unit ?? 'costUsd';
  const [text, setText] = useState(() => amountText(usualRaise(budget), unit));
  const by = parseAmount(text, unit);
  const isReady = typeof by === 'number';
  return (
    <form
      className="budget-raise"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void raise(store, { hold, budget, by });
      }}
    >
      <label htmlFor={id}>Raise by</label>
      <span className="field" aria-invalid={!isReady}>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          aria-invalid={!isReady}
          onChange={({ target }) => setText(target.value)}
        />
        <span className="faint">{AMOUNTS[unit].unit}</span>
      </span>
      <button type="submit" className="btn warn" disabled={!isReady}>
        Raise and go on
      </button>
    </form>
  );
}
