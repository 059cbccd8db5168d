import { useState } from 'react';
import { CodeEditor } from '../code-editor/code-editor.tsx';
import { ComponentModel } from '../../shared/component/envelope.ts';
import type { TeamNode } from '../../shared/team/document.ts';
import { editComponent } from '../../shared/team/edit-component.ts';
import { editorStore } from '../store/editor.ts';

/** The component as it is written down, to be changed here as well. Places on the canvas are not part of it. */
export function JsonTab({ node }: { readonly node: TeamNode }) {
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? JSON.stringify(node.component, null, 2);
  const parsed = parse(text);
  const change = (typed: string): void => {
    setDraft(typed);
    const result = parse(typed);
    if (result.ok)
      editorStore
        .getState()
        .edit((document) => editComponent(document, node.id, () => result.component), `json ${node.id}`);
  };
  return (
    <div className="form-field tall">
      <span className="cap">Component</span>
      <CodeEditor
        label="Component"
        language="json"
        value={text}
        isInvalid={!parsed.ok}
        onChange={change}
        onBlur={() => {
          if (parsed.ok) setDraft(null);
          editorStore.getState().endGesture();
        }}
      />
      {!parsed.ok && (
        <p className="form-error" role="alert">
          {parsed.error}
        </p>
      )}
      <p className="form-help">
        What it holds (members, models, tools) stands in their own cards and is wired, not nested.
      </p>
    </div>
  );
}

type Parsed =
  { readonly ok: true; readonly component: ComponentModel } | { readonly ok: false; readonly error: string };

function parse(text: string): Parsed {
  try {
    const result = ComponentModel.safeParse(JSON.parse(text));
    if (result.success) return { ok: true, component: result.data };
    const [first] = result.error.issues;
    return { ok: false, error: `${['$', ...(first?.path ?? [])].join('.')}: ${first?.message ?? 'does not fit'}` };
  } catch (error) {
    return { ok: false, error: `This is not JSON yet: ${error instanceof Error ? error.message : String(error)}` };
  }
}
