import { useState } from 'react';
import type { Json } from '../../../shared/json.ts';
import type { FieldControlProps } from '../field-control-props.ts';
import { OrJson } from './or-json.tsx';
import { Rows } from './rows.tsx';
import { FIELD_KINDS, fieldsOf, type ShapeRow, shapeOf } from './shape.ts';

/** The shape of an answer, field by field. A shape within a shape is JSON. */
export function ShapeField(props: FieldControlProps) {
  const { id, value, onChange } = props;
  // Names that are empty or equal for a moment are no shape yet.
  const [draft, setDraft] = useState<readonly ShapeRow[] | null>(null);
  const [seen, setSeen] = useState<Json | undefined>(value);
  if (seen !== value) {
    setSeen(value); // undone, or changed elsewhere
    if (draft !== null && JSON.stringify(shapeOf(draft, seen)) !== JSON.stringify(value)) setDraft(null);
  }
  const rows = draft ?? fieldsOf(value);
  const write = (next: readonly ShapeRow[]): void => {
    setDraft(next);
    onChange(shapeOf(next, value));
  };
  const form =
    rows === null ? null : (
      <Rows<ShapeRow>
        id={id}
        items={rows}
        one="a field"
        fresh={() => ({ name: '', kind: 'text', isNeeded: true, description: '', options: '', rest: {} })}
        onChange={write}
      >
        {(row, at) => <ShapeRowView row={row} {...at} />}
      </Rows>
    );
  return <OrJson {...props} form={form} />;
}

interface ShapeRowProps {
  readonly row: ShapeRow;
  readonly index: number;
  change: (row: ShapeRow) => void;
}

function ShapeRowView({ row, index, change }: ShapeRowProps) {
  const number = index + 1;
  return (
    <div className="stack tight">
      <div className="rows-pair">
        <input
          className="field"
          aria-label={`Name of field ${number}`}
          placeholder="Name"
          spellCheck={false}
          value={row.name}
          onChange={({ target }) => change({ ...row, name: target.value })}
        />
        <select
          className="field"
          aria-label={`Kind of field ${number}`}
          value={row.kind}
          onChange={({ target }) => change({ ...row, kind: target.value as ShapeRow['kind'] /* one of the options */ })}
        >
          {Object.entries(FIELD_KINDS).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </select>
      </div>
      {row.kind === 'one-of' && (
        <input
          className="field"
          aria-label={`Words of field ${number}`}
          placeholder="Words, with commas between"
          value={row.options}
          onChange={({ target }) => change({ ...row, options: target.value })}
        />
      )}
      <input
        className="field"
        aria-label={`Meaning of field ${number}`}
        placeholder="What it means"
        value={row.description}
        onChange={({ target }) => change({ ...row, description: target.value })}
      />
      <label className="tick">
        <input
          type="checkbox"
          checked={row.isNeeded}
          onChange={({ target }) => change({ ...row, isNeeded: target.checked })}
        />
        must be there
      </label>
    </div>
  );
}
