import '../../money/money.css';
import { Plus, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { EnteredPrice, MoneySettings } from '../../../shared/settings/money-settings.ts';

interface PriceListProps {
  readonly prices: MoneySettings['prices'];
  onChange: (prices: MoneySettings['prices']) => void;
}

/** Prices that a person entered, by model, and one line for another. */
export function PriceList({ prices, onChange }: PriceListProps) {
  const entries = Object.entries(prices);
  const remove = (model: string): void => {
    const { [model]: _gone, ...others } = prices;
    onChange(others);
  };
  return (
    <>
      {entries.length > 0 && (
        <table className="price-list">
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col">Read</th>
              <th scope="col">Written</th>
              <th scope="col">
                <span className="sr-only">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map(([model, { input, output }]) => (
              <tr key={model}>
                <th scope="row" className="mono">
                  {model}
                </th>
                <td>${input}</td>
                <td>${output}</td>
                <td>
                  <button
                    type="button"
                    className="btn bare sq sm"
                    aria-label={`Remove the price of ${model}`}
                    onClick={() => remove(model)}
                  >
                    <Trash2 className="icon icon-s" />
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <NewPrice onAdd={(model, price) => onChange({ ...prices, [model]: price })} />
    </>
  );
}

function NewPrice({ onAdd }: { onAdd: (model: string, price: EnteredPrice) => void }) {
  const id = useId();
  const [draft, setDraft] = useState({ model: '', input: '', output: '' });
  const price = { input: priceOf(draft.input), output: priceOf(draft.output) };
  const isReady = /^[^:\s]+:\S/.test(draft.model.trim()) && price.input !== null && price.output !== null;
  const add = (): void => {
    if (price.input === null || price.output === null) return;
    onAdd(draft.model.trim(), { input: price.input, output: price.output });
    setDraft({ model: '', input: '', output: '' });
  };
  const fields = [
    { key: 'model', label: 'Model', placeholder: 'openai:my-model' },
    { key: 'input', label: 'Read', placeholder: '2.50' },
    { key: 'output', label: 'Written', placeholder: '10' },
  ] as const;
  return (
    <form
      className="limit-fields"
      aria-label="New price"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) add();
      }}
    >
      {fields.map(({ key, label, placeholder }) => (
        <div key={key} className="limit-field">
          <label className="cap" htmlFor={`${id}-${key}`}>
            {label}
          </label>
          <input
            id={`${id}-${key}`}
            className="field"
            autoComplete="off"
            spellCheck={false}
            placeholder={placeholder}
            value={draft[key]}
            onChange={({ target }) => setDraft((before) => ({ ...before, [key]: target.value }))}
          />
        </div>
      ))}
      <div className="limit-field">
        <span className="cap" aria-hidden="true">
          &nbsp;
        </span>
        <button type="submit" className="btn" disabled={!isReady}>
          <Plus className="icon icon-s" aria-hidden="true" />
          Add
        </button>
      </div>
    </form>
  );
}

function priceOf(text: string): number | null {
  const written = text.trim().replace(/^\$/, '').replace(',', '.');
  const price = Number(written);
  return written !== '' && Number.isFinite(price) && price >= 0 ? price : null;
}
