import { useState } from 'react';
import { type Json, isJsonObject } from '../../../shared/json.ts';
import type { FieldControlProps } from '../field-control-props.ts';
import { OrJson } from './or-json.tsx';
import { Rows } from './rows.tsx';

type Pair = readonly [name: string, text: string];

/** Names with a text each, such as headers. */
export function MapField(props: FieldControlProps) {
  const { id, value, onChange } = props;
  // What is typed may be no map yet: two names that are equal for a moment, or one that is still empty.
  const [draft, setDraft] = useState<readonly Pair[] | null>(null);
  const pairs = draft ?? pairsOf(value);
  const write = (next: readonly Pair[]): void => {
    setDraft(next);
    const named = next.filter(([name]) => name !== '');
    onChange(named.length === 0 ? undefined : Object.fromEntries(named));
  };
  const form =
    pairs === null ? null : (
      <Rows<Pair> id={id} items={pairs} one="a line" fresh={() => ['', '']} onChange={write}>
        {([name, text], { index, change }) => (
          <div className="rows-pair">
            <input
              className="field"
              aria-label={`Name ${index + 1}`}
              placeholder="Name"
              spellCheck={false}
              value={name}
              onChange={({ target }) => change([target.value, text])}
            />
            <input
              className="field"
              aria-label={`Text ${index + 1}`}
              placeholder="Text"
              value={text}
              onChange={({ target }) => change([name, target.value])}
            />
          </div>
        )}
      </Rows>
    );
  return <OrJson {...props} form={form} />;
}

function pairsOf(value: Json | undefined): readonly Pair[] | null {
  if (value === undefined || value === null) return [];
  if (!isJsonObject(value)) return null;
  const pairs = Object.entries(value).flatMap(([name, text]): Pair[] =>
    typeof text === 'string' ? [[name, text]] : [],
  );
  return pairs.length === Object.keys(value).length ? pairs : null;
}
