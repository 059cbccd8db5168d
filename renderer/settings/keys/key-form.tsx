import { useId, useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { KeyName, KeyUrl, type KeyLine } from '../../../shared/rpc/keys-contract.ts';
import { api } from '../../rpc/api.ts';
import { freeKeyName, KEY_OWNERS, ownerNamed, placesOf } from './key-places.ts';
import { changeKeys, useKeys } from './keys-store.ts';

interface KeyFormProps {
  /** The key that is changed; absent for a new one. */
  readonly line?: KeyLine;
  onDone: () => void;
  onCancel?: () => void;
}

/** Takes a new key, or changes one. A key goes to the engine once and never comes back. */
export function KeyForm({ line, onDone, onCancel }: KeyFormProps) {
  const form = useKeyForm(line, onDone);
  const id = useId();
  const { draft, problems } = form;
  return (
    <form className="stack settings-form" aria-label={line ? `Key ${line.name}` : 'New key'} onSubmit={form.save}>
      {!line && <ProviderField id={`${id}-for`} value={draft.provider} onChoose={form.chooseProvider} />}
      <Field
        id={`${id}-name`}
        label="Name"
        note={`Teams call it secret:${draft.name || 'NAME'}`}
        problem={problems.name}
      >
        <input
          id={`${id}-name`}
          className="field"
          autoComplete="off"
          spellCheck={false}
          value={draft.name}
          aria-invalid={problems.name !== null}
          onChange={({ target }) => form.change({ name: target.value })}
        />
      </Field>
      <Field id={`${id}-key`} label="Key" problem={null}>
        <input
          id={`${id}-key`}
          className="field mono"
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder={line ? `Stays as it is: •••• ${line.ending}` : ''}
          value={draft.key}
          onChange={({ target }) => form.change({ key: target.value })}
        />
      </Field>
      <Field id={`${id}-urls`} label="May go to" note={addressNote(draft.name)} problem={problems.urls}>
        <textarea
          id={`${id}-urls`}
          className="field mono"
          rows={1}
          spellCheck={false}
          placeholder="https://…"
          value={draft.urls}
          aria-invalid={problems.urls !== null}
          onChange={({ target }) => form.change({ urls: target.value })}
        />
      </Field>
      <div className="row">
        <button type="submit" className="btn pri" disabled={!form.isReady}>
          {line ? 'Keep the changes' : 'Keep the key'}
        </button>
        {onCancel && (
          <button type="button" className="btn" onClick={onCancel}>
            Cancel
          </button>
        )}
      </div>
    </form>
  );
}

interface Draft {
  readonly provider: string;
  readonly name: string;
  readonly key: string;
  /** One address a line. */
  readonly urls: string;
}

function useKeyForm(line: KeyLine | undefined, onDone: () => void) {
  const taken = useKeys(({ keys }) => keys) ?? [];
  const others = taken.filter((each) => each.variable === null && each.name !== line?.name).map(({ name }) => name);
  const [draft, setDraft] = useState<Draft>(() => (line === undefined ? newDraft('openai', others) : draftOf(line)));
  const [isSaving, setIsSaving] = useState(false);
  const urls = draft.urls
    .split('\n')
    .map((url) => url.trim())
    .filter((url) => url !== '');
  const problems = { name: nameProblem(draft.name, others), urls: urlsProblem(urls) };
  const hasPlace = placesOf(draft.name, urls).length > 0;
  const isReady =
    !isSaving &&
    problems.name === null &&
    problems.urls === null &&
    hasPlace &&
    (line ? true : draft.key.trim() !== '');
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setIsSaving(true);
    void changeKeys(() => keep(line, { ...draft, key: draft.key.trim(), baseUrls: urls })).then((problem) => {
      setIsSaving(false);
      if (problem !== null) return toast.error('The key could not be kept', { description: problem });
      toast.success(`The key ${draft.name} is kept`);
      onDone();
      return undefined;
    });
  };
  return {
    draft,
    problems: draft.name === '' ? { ...problems, name: null } : problems,
    isReady,
    save,
    change: (change: Partial<Draft>) => setDraft({ ...draft, ...change }),
    chooseProvider: (provider: string) => setDraft({ ...newDraft(provider, others), key: draft.key }),
  };
}

async function keep(
  line: KeyLine | undefined,
  { name, key, baseUrls }: { name: string; key: string; baseUrls: string[] },
): Promise<void> {
  if (line !== undefined && line.name !== name) await api.keys.rename({ name: line.name, to: name });
  await api.keys.set({ name, baseUrls, ...(key !== '' && { key }) });
}

/** What is offered for a provider: its own name, or a free one that then needs the address. */
function newDraft(provider: string, taken: readonly string[]): Draft {
  const owner = ownerNamed(provider);
  if (owner === undefined) return { provider, name: '', key: '', urls: '' };
  const name = freeKeyName(provider, taken);
  const { host } = owner;
  return { provider, name, key: '', urls: name === provider || host === undefined ? '' : `https://${host}` };
}

function draftOf({ name, baseUrls }: KeyLine): Draft {
  return { provider: name, name, key: '', urls: baseUrls.join('\n') };
}

function nameProblem(name: string, others: readonly string[]): string | null {
  if (others.includes(name)) return `Another key is called ${name}.`;
  return KeyName.safeParse(name).error?.issues[0]?.message ?? null;
}

function urlsProblem(urls: readonly string[]): string | null {
  for (const url of urls) {
    const problem = KeyUrl.safeParse(url).error?.issues[0]?.message;
    if (problem !== undefined) return `${url}: ${problem}`;
  }
  return null;
}

function addressNote(name: string): string {
  const [own] = placesOf(name, []);
  return own === undefined ? 'Addresses of servers, one a line' : `${own}, and these addresses, one a line`;
}

const OTHER = 'other';

interface ProviderFieldProps {
  readonly id: string;
  readonly value: string;
  onChoose: (provider: string) => void;
}

function ProviderField({ id, value, onChoose }: ProviderFieldProps) {
  return (
    <Field id={id} label="For" problem={null}>
      <select id={id} className="field" value={value} onChange={({ target }) => onChoose(target.value)}>
        {KEY_OWNERS.map((name) => (
          <option key={name} value={name}>
            {ownerNamed(name)?.title}
          </option>
        ))}
        <option value={OTHER}>Another server</option>
      </select>
    </Field>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly problem: string | null;
  readonly children: React.ReactNode;
}

function Field({ id, label, note, problem, children }: FieldProps) {
  return (
    <div className="form-field">
      <label className="cap" htmlFor={id}>
        {label}
      </label>
      {children}
      {problem === null ? (
        note !== undefined && <p className="t11 dim">{note}</p>
      ) : (
        <p className="form-error" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
