import { useState } from 'react';
import type { BudgetLimits, RunBudget } from '../../shared/run/budget.ts';
import { Modal } from '../components/modal.tsx';
import { LimitFields } from '../money/limit-fields.tsx';
import { runCommands } from './run-commands.ts';
import type { RunStore } from './run-store.ts';

interface BudgetDialogProps {
  readonly store: RunStore;
  onClose: () => void;
}

/** What an open run may use from now on, and each of its agents. */
export function BudgetDialog({ store, onClose }: BudgetDialogProps) {
  const [budget, setBudget] = useState<RunBudget>(() => store.getState().conversation.budget);
  const change = (part: { readonly run?: BudgetLimits; readonly eachAgent?: BudgetLimits }): void =>
    setBudget((before) => ({ ...before, ...part }));
  const keep = async (): Promise<void> => {
    if (await runCommands.control(store, { type: 'set-budget', budget })) onClose();
  };
  return (
    <Modal
      width="wide"
      title="Budget of this run"
      description="A run that would use more is held and asks. What it has used already counts."
      onClose={onClose}
      actions={
        <>
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="button" className="btn pri" onClick={() => void keep()}>
            Keep the budget
          </button>
        </>
      }
    >
      <div className="stack">
        <h3 className="cap">The whole run</h3>
        <LimitFields whose="The whole run" limits={budget.run} onChange={(run) => change({ run })} />
        <h3 className="cap">Each agent</h3>
        <LimitFields whose="Each agent" limits={budget.eachAgent} onChange={(eachAgent) => change({ eachAgent })} />
        <label className="check t12">
          <input
            type="checkbox"
            checked={budget.unknownPrices === 'hold'}
            onChange={({ target }) =>
              setBudget((before) => ({ ...before, unknownPrices: target.checked ? 'hold' : 'count-as-zero' }))
            }
          />
          Hold before a call whose price is unknown
        </label>
      </div>
    </Modal>
  );
}
