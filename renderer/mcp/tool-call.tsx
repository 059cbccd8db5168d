import { Play } from 'lucide-react';
import { useId, useState } from 'react';
import type { NodeId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { McpAnswer } from '../../shared/rpc/mcp-contract.ts';
import { AnswerView } from './answer-view.tsx';
import { ArgumentForm } from './argument-form.tsx';
import { argumentFields, type Drafts, readArguments, readJsonArguments, toDrafts } from './arguments.ts';
import { type Asked, useQuestion } from './use-question.ts';

interface ToolCallProps {
  readonly node: NodeId;
  /** Of the tool. */
  readonly name: string;
  readonly schema: JsonObject;
  /** On the button. */
  readonly verb: string;
  readonly call: (args: JsonObject, options: { readonly signal: AbortSignal }) => Promise<McpAnswer>;
  /** How what came of it is shown. */
  readonly View?: (props: { readonly asked: Asked | null }) => React.ReactNode;
}

/** Calls one tool with what is typed, in a form or as JSON. */
export function ToolCall({ node, name, schema, verb, call: callWith, View = AnswerView }: ToolCallProps) {
  const fields = argumentFields(schema);
  const [drafts, setDrafts] = useState<Drafts>({});
  const [json, setJson] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { asked, ask } = useQuestion(node);
  const read = json === null ? readArguments(fields, drafts) : readJsonArguments(json);
  const call = (): void => {
    setProblem(read.ok ? null : read.problem);
    if (read.ok) void ask((signal) => callWith(read.value, { signal }));
  };
  const turnOver = (): void => {
    setProblem(read.ok ? null : read.problem);
    if (!read.ok) return;
    if (json !== null) setDrafts(toDrafts(fields, read.value));
    setJson(json === null ? JSON.stringify(read.value, null, 2) : null);
  };
  return (
    <form
      className="stack"
      aria-label={`${verb} ${name}`}
      onSubmit={(event) => {
        event.preventDefault();
        call();
      }}
    >
      {json === null ? (
        <ArgumentForm fields={fields} drafts={drafts} onChange={setDrafts} />
      ) : (
        <JsonArguments text={json} onChange={setJson} />
      )}
      {problem !== null && (
        <p className="form-error" role="alert">
          {problem}
        </p>
      )}
      <p className="mcp-row">
        <button type="submit" className="btn" disabled={asked?.type === 'asking'}>
          <Play className="icon icon-s" /> {verb}
        </button>
        {fields.length > 0 && <TurnOver isJson={json !== null} onClick={turnOver} />}
      </p>
      <View asked={asked} />
    </form>
  );
}

interface TurnOverProps {
  readonly isJson: boolean;
  onClick: () => void;
}

function TurnOver({ isJson, onClick }: TurnOverProps) {
  return (
    <button type="button" className="btn bare" onClick={onClick}>
      {isJson ? 'As a form' : 'As JSON'}
    </button>
  );
}

function JsonArguments({ text, onChange }: { readonly text: string; onChange: (text: string) => void }) {
  const id = useId();
  return (
    <div className="form-field">
      <label className="cap" htmlFor={id}>
        Arguments
      </label>
      <textarea
        id={id}
        className="field mono"
        rows={4}
        spellCheck={false}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
