import { useEffect, useId, useState } from 'react';
import type { BudgetHold } from '../../shared/run/budget.ts';
import { api } from '../rpc/api.ts';
import { runCommands } from './run-commands.ts';
import type { RunStore } from './run-store.ts';

interface SwitchModelProps {
  readonly store: RunStore;
  readonly model: NonNullable<BudgetHold['model']>;
  onClose: () => void;
}

type Cheaper = Awaited<ReturnType<typeof api.runs.cheaperModels>>[number];

/** Which model answers from here on, in place of the one in the design. */
export function SwitchModel({ store, model, onClose }: SwitchModelProps) {
  const id = useId();
  const cheaper = useCheaperModels(model.label);
  const [chosen, setChosen] = useState('');
  const wanted = chosen.trim() === '' ? (cheaper[0]?.model ?? '') : chosen.trim();
  const go = async (): Promise<void> => {
    if (wanted === '') return;
    const isDone = await runCommands.control(store, { type: 'switch-model', from: model.designed, model: wanted });
    if (isDone) onClose();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <div className="budget-raise">
        <label htmlFor={id}>From here on</label>
        <input
          id={id}
          className="field wide mono"
          list={`${id}-models`}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          placeholder={cheaper[0]?.model ?? 'PROVIDER:NAME'}
          value={chosen}
          onChange={({ target }) => setChosen(target.value)}
        />
        <datalist id={`${id}-models`}>
          {cheaper.map((each) => (
            <option key={each.model} value={each.model}>
              {priceWords(each)}
            </option>
          ))}
        </datalist>
        <span className="dim">answers in place of {model.designed}</span>
      </div>
      <footer className="budget-raise">
        <button type="submit" className="btn warn" disabled={wanted === ''}>
          Let it answer
        </button>
        <button type="button" className="btn" onClick={onClose}>
          Back
        </button>
      </footer>
    </form>
  );
}

function priceWords({ inputUsd, outputUsd }: Cheaper): string {
  return `$${inputUsd} in, $${outputUsd} out, a million tokens`;
}

function useCheaperModels(label: string): readonly Cheaper[] {
  const [models, setModels] = useState<readonly Cheaper[]>([]);
  useEffect(() => {
    api.runs.cheaperModels({ model: label }).then(setModels, () => setModels([])); // any can be typed
  }, [label]);
  return models;
}
