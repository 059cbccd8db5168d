import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import type { KeyLine } from '../../../shared/rpc/keys-contract.ts';
import { Hint } from '../../components/hint.tsx';
import { api } from '../../rpc/api.ts';
import { KeyForm } from './key-form.tsx';
import { placesOf } from './key-places.ts';
import { changeKeys } from './keys-store.ts';

/** One key: its name, its end, where it goes. */
export function KeyRow({ line }: { readonly line: KeyLine }) {
  const [state, setState] = useState<'shown' | 'edited' | 'to-go'>('shown');
  const show = (): void => setState('shown');
  if (state === 'edited') {
    return (
      <li className="key-edit">
        <KeyForm line={line} onDone={show} onCancel={show} />
      </li>
    );
  }
  return (
    <li className="key-row">
      <div className="grow">
        <p className="row">
          <b className="strong cut">{line.name}</b>
          <code className="dim">{line.ending === '' ? '••••' : `•••• ${line.ending}`}</code>
          {line.variable !== null && <span className="tag">{line.variable}</span>}
        </p>
        <p className="t12 dim cut">{whereWords(line)}</p>
      </div>
      {line.variable === null &&
        (state === 'to-go' ? (
          <AskToRemove line={line} onCancel={show} />
        ) : (
          <RowActions line={line} onPick={setState} />
        ))}
    </li>
  );
}

function RowActions({ line, onPick }: { readonly line: KeyLine; onPick: (state: 'edited' | 'to-go') => void }) {
  return (
    <>
      <Hint text="Replace, rename, addresses">
        <button
          type="button"
          className="btn bare sq sm"
          aria-label={`Change the key ${line.name}`}
          onClick={() => onPick('edited')}
        >
          <Pencil className="icon icon-s" />
        </button>
      </Hint>
      <Hint text="Remove">
        <button
          type="button"
          className="btn bare sq sm"
          aria-label={`Remove the key ${line.name}`}
          onClick={() => onPick('to-go')}
        >
          <Trash2 className="icon icon-s" />
        </button>
      </Hint>
    </>
  );
}

function AskToRemove({ line, onCancel }: { readonly line: KeyLine; onCancel: () => void }) {
  const remove = async (): Promise<void> => {
    const problem = await changeKeys(() => api.keys.remove({ name: line.name }));
    if (problem !== null) toast.error('The key was not removed for good', { description: problem });
  };
  return (
    <div className="row" role="group" aria-label={`Remove ${line.name} for good?`}>
      <span className="t12">Remove for good?</span>
      <button type="button" className="btn sm bad" autoFocus onClick={() => void remove()}>
        Remove
      </button>
      <button type="button" className="btn sm" onClick={onCancel}>
        Keep
      </button>
    </div>
  );
}

function whereWords({ name, baseUrls }: KeyLine): string {
  const places = placesOf(name, baseUrls);
  return places.length === 0 ? 'Goes nowhere: it has no address yet' : `Goes to ${places.join(', ')}`;
}
