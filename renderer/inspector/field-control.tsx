import { Switch } from 'radix-ui';
import { lazy, Suspense } from 'react';
import { assertNever } from '../../shared/assert-never.ts';
import { AnswersField } from './answers-field.tsx';
import {
  asText,
  DraftControl,
  isTexts,
  JsonControl,
  listText,
  parseList,
  parseNumber,
  parseText,
} from './draft-control.tsx';
import { FactsField } from './fields/facts-field.tsx';
import type { FieldControlProps } from './field-control-props.ts';
import { FilterField } from './fields/filter-field.tsx';
import { GraphField } from './fields/graph-field.tsx';
import { HandoffsField } from './fields/handoffs-field.tsx';
import { MapField } from './fields/map-field.tsx';
import { ModelFileField } from './model-file-field.tsx';
import { ModelMenu } from './model-menu.tsx';
import { MessagesField } from './fields/messages-field.tsx';
import { NameField, NamesField } from './fields/name-field.tsx';
import { PromptField } from './prompt-field.tsx';
import { SecretField } from './secret-field.tsx';
import { ServerField } from './fields/server-field.tsx';
import { ShapeField } from './fields/shape-field.tsx';

// With them comes a parser, so they are loaded where a tool's code is shown for the first time.
const ToolCodeField = lazy(() => import('./tool-code/tool-code-field.tsx'));
const ArgumentsField = lazy(() => import('./tool-code/arguments-field.tsx'));

/** The control that a field's schema asks for. */
export function FieldControl(props: FieldControlProps) {
  const { id, field, value, onChange } = props;
  switch (field.widget) {
    case 'switch':
      return (
        <Switch.Root id={id} className="switch" checked={(value ?? field.fallback) === true} onCheckedChange={onChange}>
          <Switch.Thumb className="switch-thumb" />
        </Switch.Root>
      );
    case 'select':
      return <SelectControl {...props} />;
    case 'secret':
      return <SecretField id={id} value={value} onChange={onChange} />;
    case 'model-file':
      return <ModelFileField id={id} value={value} onChange={onChange} />;
    case 'prompt':
      return <PromptField {...props} />;
    case 'model':
      return (
        <div className="model-name">
          <DraftControl {...props} toText={asText} parse={parseText} />
          <ModelMenu node={props.node} onChoose={onChange} />
        </div>
      );
    case 'text':
      return <DraftControl {...props} toText={asText} parse={parseText} />;
    case 'textarea':
      return <DraftControl {...props} toText={asText} parse={parseText} rows={4} />;
    case 'python':
    case 'typescript':
      return <DraftControl {...props} toText={asText} parse={parseText} language={field.widget} />;
    case 'number':
      return <DraftControl {...props} toText={asText} parse={parseNumber} inputMode="decimal" />;
    case 'choices':
      return <ChoicesControl {...props} />;
    case 'list':
      return <DraftControl {...props} toText={listText} parse={parseList} rows={3} />;
    case 'json':
      if (ANSWER_KEYS.has(field.key) && isTexts(value))
        return <AnswersField id={id} answers={value} onChange={onChange} />;
      return <JsonControl {...props} />;
    default:
      return <SpecialControl {...props} widget={field.widget} />;
  }
}

/** Widgets that are for one thing only. */
type SpecialWidget =
  | 'tool-code'
  | 'arguments'
  | 'name'
  | 'names'
  | 'map'
  | 'shape'
  | 'facts'
  | 'filter'
  | 'handoffs'
  | 'messages'
  | 'graph'
  | 'server';

/** Controls for one thing only: a graph, handoffs, the shape of an answer. */
function SpecialControl({ widget, ...props }: FieldControlProps & { readonly widget: SpecialWidget }) {
  switch (widget) {
    case 'name':
      return <NameField {...props} />;
    case 'names':
      return <NamesField {...props} />;
    case 'map':
      return <MapField {...props} />;
    case 'shape':
      return <ShapeField {...props} />;
    case 'tool-code':
    case 'arguments': {
      const Field = widget === 'arguments' ? ArgumentsField : ToolCodeField;
      return (
        <Suspense fallback={null}>
          <Field {...props} />
        </Suspense>
      );
    }
    case 'facts':
      return <FactsField {...props} />;
    case 'filter':
      return <FilterField {...props} />;
    case 'handoffs':
      return <HandoffsField {...props} />;
    case 'messages':
      return <MessagesField {...props} />;
    case 'graph':
      return <GraphField {...props} />;
    case 'server':
      return <ServerField {...props} Control={FieldControl} />;
    default:
      return assertNever(widget);
  }
}

/** What counts where nothing is chosen is shown as chosen; where nothing counts, that is a choice too. */
function SelectControl({ id, field, value, onChange }: FieldControlProps) {
  const shown = asText(value ?? (field.fallback as FieldControlProps['value']));
  return (
    <select
      id={id}
      className="field"
      value={shown}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
    >
      {field.isOptional && typeof field.fallback !== 'string' && <option value="">not set</option>}
      {field.options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  );
}

/** Lists of answers: as texts they have boxes of their own, with calls among them they are JSON. */
const ANSWER_KEYS: ReadonlySet<string> = new Set(['replies', 'chat_completions']);

/** One box a word. Nothing chosen is no value, which each field explains in its own words. */
function ChoicesControl({ id, field, value, onChange }: FieldControlProps) {
  const chosen = Array.isArray(value) ? value : [];
  const toggle = (option: string): void => {
    const next = field.options.filter((one) => (one === option) !== chosen.includes(one));
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    <div id={id} className="ticks" role="group" aria-label={field.title}>
      {field.options.map((option) => (
        <label key={option} className="tick">
          <input type="checkbox" checked={chosen.includes(option)} onChange={() => toggle(option)} />
          {option.replaceAll('-', ' ')}
        </label>
      ))}
    </div>
  );
}
