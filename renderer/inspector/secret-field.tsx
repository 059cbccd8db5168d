import { useEffect } from 'react';
import { openSettings } from '../settings/open-settings.ts';
import { loadKeys, useKeys } from '../settings/keys/keys-store.ts';
import type { FieldControlProps } from './field-control-props.ts';

/** Keys never stand in a document: it holds the name of one, and the key itself is kept by the engine. */
export function SecretField({ id, value, onChange }: Pick<FieldControlProps, 'id' | 'value' | 'onChange'>) {
  const keys = useKeys((state) => state.keys);
  useEffect(() => {
    if (keys === null) void loadKeys();
  }, [keys]);
  const chosen = typeof value === 'string' ? value : '';
  const kept = (keys ?? []).filter(({ variable }) => variable === null).map(({ name }) => `secret:${name}`);
  const isUnknown = chosen !== '' && !kept.includes(chosen);
  return (
    <div className="row">
      <select
        id={id}
        className="field"
        value={chosen}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      >
        <option value="">The key of its provider</option>
        {kept.map((reference) => (
          <option key={reference} value={reference}>
            {reference.replace('secret:', '')}
          </option>
        ))}
        {isUnknown && <option value={chosen}>{unknownWords(chosen)}</option>}
      </select>
      <button type="button" className="btn" onClick={() => openSettings('keys')}>
        Keys
      </button>
    </div>
  );
}

function unknownWords(chosen: string): string {
  return chosen.startsWith('secret:') ? `${chosen.replace('secret:', '')}, not kept here` : 'A key in plain text';
}
