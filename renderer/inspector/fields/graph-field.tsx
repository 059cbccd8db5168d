import { isJsonObject, type JsonObject } from '../../../shared/json.ts';
import type { FieldControlProps } from '../field-control-props.ts';
import { useNames } from './suggestions.tsx';

/** Who begins in a graph flow. Who follows whom is drawn. (AutoGen: DiGraph.default_start_node) */
export function GraphField({ id, node, value, onChange }: FieldControlProps) {
  const names = useNames(node.id);
  const graph: JsonObject = isJsonObject(value) ? value : { nodes: {} };
  const start = typeof graph['default_start_node'] === 'string' ? graph['default_start_node'] : '';
  const choose = (name: string): void => {
    const { default_start_node: _start, ...rest } = graph;
    onChange(name === '' ? rest : { ...rest, default_start_node: name });
  };
  const known = start === '' || names.includes(start) ? names : [start, ...names];
  return (
    <select id={id} className="field" value={start} onChange={({ target }) => choose(target.value)}>
      <option value="">Everyone to whom no arrow leads</option>
      {known.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}
