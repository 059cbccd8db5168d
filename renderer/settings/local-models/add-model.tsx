import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { api } from '../../rpc/api.ts';
import { changeLocalModels } from './local-models-store.ts';

type Way = 'download' | 'file';

/** Brings a model: from an address, or a file that is on this machine already. */
export function AddModel() {
  const [way, setWay] = useState<Way>('download');
  return (
    <div className="stack settings-form add-models">
      <div className="seg add-model" role="group" aria-label="Add a model">
        {WAYS.map(({ id, label }) => (
          <button key={id} type="button" aria-pressed={id === way} onClick={() => setWay(id)}>
            {label}
          </button>
        ))}
      </div>
      {way === 'download' ? <DownloadForm /> : <FileForm />}
    </div>
  );
}

const WAYS: readonly { readonly id: Way; readonly label: string }[] = [
  { id: 'download', label: 'Download' },
  { id: 'file', label: 'A file of this machine' },
];

function DownloadForm() {
  const [url, setUrl] = useState('');
  const [sha256, setSha256] = useState('');
  const id = useId();
  const sum = sha256.trim().toLowerCase();
  const sumProblem = sum === '' || /^[0-9a-f]{64}$/.test(sum) ? null : 'A SHA-256 checksum has 64 digits from 0 to f.';
  const begin = async (): Promise<string | null> => {
    const problem = await changeLocalModels(() =>
      api.localModels.download({ url: url.trim(), ...(sum !== '' && { sha256: sum }) }),
    );
    if (problem === null) {
      setUrl('');
      setSha256('');
    }
    return problem;
  };
  return (
    <AddForm
      label="Download a model"
      button="Download"
      isReady={url.trim() !== '' && sumProblem === null}
      onSubmit={begin}
    >
      <div className="form-field">
        <label className="cap" htmlFor={`${id}-url`}>
          Address of the file
        </label>
        <input
          id={`${id}-url`}
          className="field mono"
          type="text"
          spellCheck={false}
          placeholder="https://…/model.gguf"
          value={url}
          onChange={({ target }) => setUrl(target.value)}
        />
      </div>
      <div className="form-field">
        <label className="cap" htmlFor={`${id}-sum`}>
          SHA-256, where it is known
        </label>
        <input
          id={`${id}-sum`}
          className="field mono"
          type="text"
          spellCheck={false}
          value={sha256}
          aria-invalid={sumProblem !== null}
          onChange={({ target }) => setSha256(target.value)}
        />
        {sumProblem !== null && (
          <p className="form-error" role="alert">
            {sumProblem}
          </p>
        )}
      </div>
    </AddForm>
  );
}

function FileForm() {
  const [path, setPath] = useState('');
  const id = useId();
  const choose = async (): Promise<string | null> => {
    const problem = await changeLocalModels(() => api.localModels.choose({ path: path.trim() }));
    if (problem === null) setPath('');
    return problem;
  };
  return (
    <AddForm label="Add a file of this machine" button="Add" isReady={path.trim() !== ''} onSubmit={choose}>
      <div className="form-field">
        <label className="cap" htmlFor={id}>
          Path of the file
        </label>
        <input
          id={id}
          className="field mono"
          type="text"
          spellCheck={false}
          placeholder="~/models/model.gguf"
          value={path}
          onChange={({ target }) => setPath(target.value)}
        />
        <p className="t11 dim">It stays where it is; Troupe only remembers the place.</p>
      </div>
    </AddForm>
  );
}

interface AddFormProps {
  readonly label: string;
  readonly button: string;
  readonly isReady: boolean;
  /** Says why it could not be done; null where it was. */
  readonly onSubmit: () => Promise<string | null>;
  readonly children: ReactNode;
}

function AddForm({ label, button, isReady, onSubmit, children }: AddFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void onSubmit().then(setProblem);
  };
  return (
    <form className="stack" aria-label={label} onSubmit={submit}>
      {children}
      {problem !== null && (
        <p className="callout error" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" className="btn add-model" disabled={!isReady}>
        {button}
      </button>
    </form>
  );
}
