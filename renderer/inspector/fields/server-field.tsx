import { type ComponentType, useState } from 'react';
import type * as z from 'zod';
import {
  SseServerParams,
  StdioServerParams,
  StreamableHttpServerParams,
} from '../../../shared/component/mcp-params.ts';
import { type Json, type JsonObject, isJsonObject } from '../../../shared/json.ts';
import type { FieldControlProps } from '../field-control-props.ts';
import { type FormField, formFields } from '../form-field.ts';
import { Labelled } from './labelled.tsx';
import { OrJson } from './or-json.tsx';

interface ServerFieldProps extends FieldControlProps {
  /** Draws each of the server's own fields. */
  readonly Control: ComponentType<FieldControlProps>;
}

interface Kind {
  readonly type: string;
  readonly title: string;
  readonly schema: z.ZodObject;
  readonly initial: JsonObject;
}

const KINDS: readonly Kind[] = [
  { type: 'StdioServerParams', title: 'A command', schema: StdioServerParams, initial: { command: 'npx', args: [] } },
  {
    type: 'StreamableHttpServerParams',
    title: 'An address',
    schema: StreamableHttpServerParams,
    initial: { url: 'http://localhost:3000/mcp' },
  },
  {
    type: 'SseServerParams',
    title: 'An address, by SSE',
    schema: SseServerParams,
    initial: { url: 'http://localhost:3000/sse' },
  },
];

/** What everybody sets; the rest waits behind one line. */
const FIRST: ReadonlySet<string> = new Set(['command', 'args', 'env', 'url', 'headers']);

/** How an MCP server is reached: by a command or an address, each with its own fields. */
export function ServerField({ Control, ...props }: ServerFieldProps) {
  const { id, node, value, onChange } = props;
  // Who looks at another kind and comes back finds what was there.
  const [left, setLeft] = useState<Readonly<Record<string, JsonObject>>>({});
  const params = isJsonObject(value) ? value : {};
  const kind = KINDS.find(({ type }) => type === params['type']);
  const choose = ({ type, initial }: Kind): void => {
    if (kind !== undefined) setLeft({ ...left, [kind.type]: params });
    onChange(left[type] ?? { type, ...initial });
  };
  const set = (key: string, one: Json | undefined): void => {
    const { [key]: _before, ...others } = params;
    onChange(one === undefined ? others : { ...params, [key]: one });
  };
  const draw = (field: FormField) => (
    <Labelled key={field.key} id={`${id}-${field.key}`} title={field.title} help={field.description}>
      <Control
        id={`${id}-${field.key}`}
        node={node}
        field={field}
        value={params[field.key]}
        onChange={(one) => set(field.key, one)}
      />
    </Labelled>
  );
  const fields = kind === undefined ? [] : formFields({ config: kind.schema }).filter(({ key }) => key !== 'type');
  const form =
    kind === undefined || !isPlain(params) ? null : (
      <div className="stack">
        <select
          id={id}
          className="field"
          value={kind.type}
          onChange={({ target }) => choose(KINDS.find(({ type }) => type === target.value) ?? kind)}
        >
          {KINDS.map(({ type, title }) => (
            <option key={type} value={type}>
              {title}
            </option>
          ))}
        </select>
        {fields.filter(({ key }) => FIRST.has(key)).map(draw)}
        <details className="more-settings">
          <summary>Times and more</summary>
          <div className="stack">{fields.filter(({ key }) => !FIRST.has(key)).map(draw)}</div>
        </details>
      </div>
    );
  return <OrJson {...props} form={form} />;
}

/** False where an argument would not be the same after it stood in a line of its own. */
function isPlain({ args }: JsonObject): boolean {
  return (
    !Array.isArray(args) ||
    args.every((arg) => typeof arg === 'string' && arg !== '' && arg.trim() === arg && !arg.includes('\n'))
  );
}
