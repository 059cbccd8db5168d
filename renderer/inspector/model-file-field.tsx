import { useEffect } from 'react';
import { openSettings } from '../settings/open-settings.ts';
import { loadLocalModels, useLocalModels } from '../settings/local-models/local-models-store.ts';
import type { FieldControlProps } from './field-control-props.ts';

/** One of the model files that the settings list; there a file is downloaded or added. */
export function ModelFileField({ id, value, onChange }: Pick<FieldControlProps, 'id' | 'value' | 'onChange'>) {
  const models = useLocalModels((state) => state.models);
  useEffect(() => {
    if (models === null) void loadLocalModels();
  }, [models]);
  const chosen = typeof value === 'string' ? value : '';
  const ready = (models ?? []).filter(({ state }) => state === 'ready').map(({ name }) => name);
  const isUnknown = chosen !== '' && !ready.includes(chosen);
  return (
    <div className="row">
      <select id={id} className="field" value={chosen} onChange={({ target }) => onChange(target.value)}>
        <option value="">{ready.length === 0 ? 'There is none yet' : 'Choose a file'}</option>
        {ready.map((name) => (
          <option key={name} value={name}>
            {name.split(/[\\/]/).at(-1)}
          </option>
        ))}
        {isUnknown && <option value={chosen}>{models === null ? chosen : `${chosen}, not on the list`}</option>}
      </select>
      <button type="button" className="btn" onClick={() => openSettings('local-models')}>
        Local models
      </button>
    </div>
  );
}
