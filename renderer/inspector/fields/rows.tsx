import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { editorStore } from '../../store/editor.ts';

interface RowsProps<T> {
  readonly id: string;
  readonly items: readonly T[];
  /** "a field": what one row is. */
  readonly one: string;
  fresh: () => T;
  onChange: (items: readonly T[]) => void;
  /** The controls of one row. */
  children: (item: T, row: { readonly index: number; change: (item: T) => void }) => ReactNode;
}

/** A list that is edited row by row. */
export function Rows<T>({ id, items, one, fresh, onChange, children }: RowsProps<T>) {
  return (
    <ul className="rows" id={id} onBlur={() => editorStore.getState().endGesture()}>
      {items.map((item, index) => (
        <li key={index}>
          <div className="rows-item">
            {children(item, {
              index,
              change: (changed) => onChange(items.map((each, at) => (at === index ? changed : each))),
            })}
          </div>
          <button
            type="button"
            className="btn bare sq sm"
            aria-label={`Take out ${one} ${index + 1}`}
            onClick={() => onChange(items.filter((_item, at) => at !== index))}
          >
            <X className="icon icon-s" />
          </button>
        </li>
      ))}
      <li className="rows-add">
        <button type="button" className="btn sm" onClick={() => onChange([...items, fresh()])}>
          <Plus className="icon icon-xs" /> Add {one}
        </button>
      </li>
    </ul>
  );
}
