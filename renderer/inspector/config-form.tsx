import { useId, useState } from 'react';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import type { Issue } from '../../shared/team/issue.ts';
import type { TeamNode } from '../../shared/team/document.ts';
import { setConfig } from '../../shared/team/edit-component.ts';
import { renameNode } from '../../shared/team/rename-node.ts';
import { editorStore, useEditor } from '../store/editor.ts';
import { FieldControl } from './field-control.tsx';
import type { FormField } from './form-field.ts';
import { pathNames } from './path-names.ts';

interface ConfigFormProps {
  readonly node: TeamNode;
  readonly fields: readonly FormField[];
}

/** Optional fields that people look for even while they are empty. */
const ALWAYS_SHOWN: ReadonlySet<string> = new Set([
  'name',
  'description',
  'system_message',
  'temperature',
  'embedding',
  'base_url',
  'max_turns',
  'words_per_second',
  'loop',
  'sources',
  'host',
  'judge',
  'json_schema',
  'pattern',
  'min_length',
  'max_length',
  'max_total_token',
  'source',
]);

/**
 * Some fields of a node's config. What is optional and unset waits behind one line. A field stays where it is while it is
 * filled or emptied: one that moved would lose the focus.
 */
export function ConfigForm({ node, fields }: ConfigFormProps) {
  const { config } = node.component;
  const [unset] = useState(() => unsetOf(fields, config));
  const shown = fields.filter(({ key }) => !unset.has(key));
  const waiting = fields.filter(({ key }) => unset.has(key));
  return (
    <>
      {shown.map((field) => (
        <ConfigField key={field.key} node={node} field={field} />
      ))}
      {waiting.length > 0 && (
        <details className="more-settings">
          <summary>{waiting.length === 1 ? 'One more setting' : `${waiting.length} more settings`}</summary>
          <div className="stack">
            {waiting.map((field) => (
              <ConfigField key={field.key} node={node} field={field} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

/** Keys of the fields that wait. Where none is wanted, none waits: there would be nothing to see. */
function unsetOf(fields: readonly FormField[], config: JsonObject): ReadonlySet<string> {
  const unset = fields.filter((field) => !isWanted(field, config));
  return new Set(unset.length === fields.length ? [] : unset.map(({ key }) => key));
}

function isWanted({ key, isOptional, fallback, widget }: FormField, config: JsonObject): boolean {
  const value = config[key];
  const isEmpty = isJsonObject(value) && Object.keys(value).length === 0;
  const isSet = value !== undefined && value !== null && !isEmpty;
  const isKnownChoice = (widget === 'switch' || widget === 'select') && fallback !== undefined && fallback !== null;
  return isSet || !isOptional || isKnownChoice || widget === 'prompt' || ALWAYS_SHOWN.has(key);
}

/** What the field is for, and what counts where it is left empty. */
function helpText({ description, widget, fallback }: FormField): string {
  const isShown = widget === 'switch' || widget === 'select' || /\bempty\b/i.test(description);
  const isUsual = typeof fallback === 'number' || (typeof fallback === 'string' && fallback !== '');
  return isShown || !isUsual ? description : `${description} Empty: ${fallback}.`.trim();
}

/** What these controls tell of the code while it is typed, before it is checked. */
function isToldLive({ widget }: FormField, { rule }: Issue): boolean {
  return (widget === 'tool-code' && rule === 'tool-code') || (widget === 'arguments' && rule === 'stale-arguments');
}

function ConfigField({ node, field }: { readonly node: TeamNode; readonly field: FormField }) {
  const id = useId();
  const found = useEditor(({ issues }) =>
    issues.find((issue) => issue.node === node.id && pathNames(issue.path, field.key) && !isToldLive(field, issue)),
  );
  const { key, title, widget } = field;
  const change = (value: Json | undefined): void => {
    const isName = key === 'name' && typeof value === 'string';
    editorStore
      .getState()
      .edit(
        (document) =>
          isName
            ? renameNode(document, { node: node.id, name: value })
            : setConfig(document, { node: node.id, patch: { [key]: value } }),
        `field ${node.id} ${key}`,
      );
  };
  return (
    <div className={widget === 'switch' ? 'form-field inline' : 'form-field'}>
      <label className="cap" htmlFor={id}>
        {title}
      </label>
      <FieldControl id={id} node={node} field={field} value={node.component.config[key]} onChange={change} />
      <p className="form-help">{helpText(field)}</p>
      {found && (
        <p className={found.severity === 'error' ? 'form-error' : 'form-warning'} role="alert">
          {found.message}
        </p>
      )}
    </div>
  );
}
