import './composer.css';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { formFields, readForm } from '../../shared/chat/form-fields.ts';
import type { JsonObject } from '../../shared/json.ts';
import { SchemaForm } from '../components/schema-form.tsx';
import { toWords } from '../keys/key-words.ts';
import { isSendKey } from '../keys/send-key.ts';

interface FormComposerProps {
  /** JSON Schema of the object that is asked for. */
  readonly form: JsonObject;
  readonly head: ReactNode;
  /** Whoever asks may be told nothing: `decline` and `cancel` are answers too. */
  readonly mayDecline?: boolean;
  /** JSON text, or one of these words. True when it was taken. */
  onSend: (json: string) => Promise<boolean>;
}

/** Where a person fills in the form that a team asks for. */
export function FormComposer({ form, head, mayDecline = false, onSend }: FormComposerProps) {
  const fields = useMemo(() => formFields(form), [form]);
  const [texts, setTexts] = useState(() => Object.fromEntries(fields.map(({ key, initial }) => [key, initial])));
  const [problem, setProblem] = useState<{ readonly key: string; readonly problem: string } | null>(null);
  const [isSending, setIsSending] = useState(false);
  const root = useRef<HTMLFormElement>(null);
  useEffect(() => root.current?.querySelector<HTMLElement>('textarea, select, input')?.focus(), []);
  const send = async (): Promise<void> => {
    if (isSending) return;
    const read = readForm(fields, texts);
    if ('problem' in read) return setProblem(read);
    setProblem(null);
    await tell(JSON.stringify(read.value));
  };
  const tell = async (text: string): Promise<void> => {
    setIsSending(true);
    await onSend(text);
    setIsSending(false);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isSendKey(event)) return;
    event.preventDefault();
    void send();
  };
  return (
    <form className="composer" ref={root} aria-label="Form" onSubmit={onSubmit} onKeyDown={onKeyDown}>
      {head}
      <SchemaForm
        fields={fields}
        texts={texts}
        wrong={problem?.key ?? null}
        onChange={(key, text) => setTexts((before) => ({ ...before, [key]: text }))}
      />
      <div className="ft">
        <span className="grow t12 bad-words" role="status">
          {problem?.problem}
        </span>
        {mayDecline && <Refusals isSending={isSending} tell={tell} />}
        <button type="submit" className="btn sm pri" disabled={isSending}>
          Send <span className="kbd">{toWords('Mod+Enter')}</span>
        </button>
      </div>
    </form>
  );
}

interface RefusalsProps {
  readonly isSending: boolean;
  tell: (word: 'decline' | 'cancel') => Promise<void>;
}

/** Ways to say nothing. */
function Refusals({ isSending, tell }: RefusalsProps) {
  const shared = { type: 'button', className: 'btn sm', disabled: isSending } as const;
  return (
    <>
      <button {...shared} title="No: whoever asks is not told" onClick={() => void tell('decline')}>
        Decline
      </button>
      <button {...shared} title="Neither yes nor no: not now" onClick={() => void tell('cancel')}>
        Cancel
      </button>
    </>
  );
}
