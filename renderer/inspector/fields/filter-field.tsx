import { type Json, type JsonObject, isJsonObject } from '../../../shared/json.ts';
import type { FieldControlProps } from '../field-control-props.ts';
import { OrJson } from './or-json.tsx';
import { Rows } from './rows.tsx';
import { Suggestions, useNames } from './suggestions.tsx';

const WHICH = { all: 'all', first: 'the first', last: 'the last' } as const;

/** Whose messages get through, and how many. (AutoGen: MessageFilterConfig) */
export function FilterField(props: FieldControlProps) {
  const { id, node, value, onChange } = props;
  const names = useNames(node.id);
  const filters = filtersOf(value);
  const write = (per_source: readonly JsonObject[]): void => {
    const others = isJsonObject(value) ? value : {};
    onChange({ ...others, per_source });
  };
  const form =
    filters === null ? null : (
      <>
        <Suggestions id={`${id}-names`} words={['user', ...names]} />
        <Rows id={id} items={filters} one="a source" fresh={() => ({ source: '' })} onChange={write}>
          {(filter, row) => <FilterRow filter={filter} list={`${id}-names`} {...row} />}
        </Rows>
      </>
    );
  return <OrJson {...props} form={form} />;
}

interface FilterRowProps {
  readonly filter: JsonObject;
  readonly list: string;
  readonly index: number;
  change: (filter: JsonObject) => void;
}

function FilterRow({ filter, list, index, change }: FilterRowProps) {
  const { position, count } = filter;
  const isCut = position === 'first' || position === 'last';
  const choose = (which: string): void => {
    const { position: _position, count: _count, ...rest } = filter;
    change(which === 'all' ? rest : { ...rest, position: which, count: typeof count === 'number' ? count : 1 });
  };
  return (
    <div className="rows-filter">
      <input
        className="field"
        aria-label={`Source ${index + 1}`}
        placeholder="Name, or user"
        list={list}
        spellCheck={false}
        value={typeof filter['source'] === 'string' ? filter['source'] : ''}
        onChange={({ target }) => change({ ...filter, source: target.value })}
      />
      <select
        className="field"
        aria-label={`Which messages of source ${index + 1}`}
        value={isCut ? position : 'all'}
        onChange={({ target }) => choose(target.value)}
      >
        {Object.entries(WHICH).map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
      {isCut && (
        <input
          type="number"
          className="field"
          min={1}
          aria-label={`How many of source ${index + 1}`}
          value={typeof count === 'number' ? count : ''}
          onChange={({ target }) => change({ ...filter, count: Math.max(1, Math.round(Number(target.value))) })}
        />
      )}
    </div>
  );
}

function filtersOf(value: Json | undefined): readonly JsonObject[] | null {
  if (value === undefined || value === null) return [];
  const list = isJsonObject(value) ? value['per_source'] : undefined;
  return Array.isArray(list) && list.every((each: Json) => isJsonObject(each)) ? list : null;
}
