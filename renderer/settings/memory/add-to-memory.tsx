import { useId, useState, type FormEvent } from 'react';
import type { SpaceName } from '../../../shared/run/memory-outcome.ts';
import { failureText } from '../../../shared/failure.ts';
import { api } from '../../rpc/api.ts';
import { useEditor } from '../../store/editor.ts';
import type { EditorState } from '../../store/editor-store.ts';
import { loadMemory } from './memory-store.ts';

type Way = 'files' | 'note';

interface AddToMemoryProps {
  readonly chosen: SpaceName | null;
  /** A job has begun. */
  onBegin: (job: string) => void;
}

/** Puts files or a note into a space, a new one too. */
export function AddToMemory({ chosen, onBegin }: AddToMemoryProps) {
  const [way, setWay] = useState<Way>('files');
  const [name, setName] = useState(chosen?.name ?? 'memory');
  const own = useEditor(selectDocument);
  const [document, setDocument] = useState(chosen === null ? own.id : chosen.document);
  const id = useId();
  const space = { name: name.trim(), document };
  return (
    <div className="stack settings-form">
      <div className="memory-target">
        <div className="form-field">
          <label className="cap" htmlFor={id}>
            Space
          </label>
          <input
            id={id}
            className="field"
            spellCheck={false}
            maxLength={100}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </div>
        <div className="form-field">
          <span className="cap">Belongs to</span>
          <div className="seg" role="group" aria-label="Belongs to">
            <button type="button" aria-pressed={document !== null} onClick={() => setDocument(own.id)}>
              {document === null || document === own.id ? 'This team' : 'Its team'}
            </button>
            <button type="button" aria-pressed={document === null} onClick={() => setDocument(null)}>
              All teams
            </button>
          </div>
        </div>
      </div>
      <div className="seg add-model" role="group" aria-label="What to add">
        {WAYS.map((one) => (
          <button key={one.id} type="button" aria-pressed={one.id === way} onClick={() => setWay(one.id)}>
            {one.label}
          </button>
        ))}
      </div>
      {way === 'files' ? <FilesForm space={space} onBegin={onBegin} /> : <NoteForm space={space} />}
    </div>
  );
}

const WAYS: readonly { readonly id: Way; readonly label: string }[] = [
  { id: 'files', label: 'Files' },
  { id: 'note', label: 'A note' },
];

function FilesForm({ space, onBegin }: { readonly space: SpaceName; onBegin: (job: string) => void }) {
  const [path, setPath] = useState('');
  const [embedding, setEmbedding] = useState('');
  const { problem, submit } = useSubmit(async () => {
    const { job } = await api.memory.index({ space, path: path.trim(), embedding: embedding.trim() });
    onBegin(job);
  });
  const id = useId();
  return (
    <form className="stack" aria-label="Add files" onSubmit={submit}>
      <div className="form-field">
        <label className="cap" htmlFor={`${id}-path`}>
          Path of a file or folder on this machine
        </label>
        <input
          id={`${id}-path`}
          className="field mono"
          spellCheck={false}
          placeholder="~/notes"
          value={path}
          onChange={({ target }) => setPath(target.value)}
        />
      </div>
      <div className="form-field">
        <label className="cap" htmlFor={`${id}-embedding`}>
          Embedding model of a Vector memory, if you want its vectors made now
        </label>
        <input
          id={`${id}-embedding`}
          className="field mono"
          spellCheck={false}
          placeholder="openai:text-embedding-3-small, ollama:nomic-embed-text, offline"
          value={embedding}
          onChange={({ target }) => setEmbedding(target.value)}
        />
      </div>
      <Problem text={problem} />
      <button type="submit" className="btn add-model" disabled={path.trim() === '' || space.name === ''}>
        Add files
      </button>
    </form>
  );
}

function NoteForm({ space }: { readonly space: SpaceName }) {
  const [text, setText] = useState('');
  const [addedTo, setAddedTo] = useState('');
  const { problem, submit } = useSubmit(async () => {
    await api.memory.add({ space, text });
    setText('');
    setAddedTo(space.name);
    await loadMemory();
  });
  const id = useId();
  return (
    <form className="stack" aria-label="Add a note" onSubmit={submit}>
      <div className="form-field">
        <label className="cap" htmlFor={id}>
          What to remember
        </label>
        <textarea
          id={id}
          className="field"
          rows={3}
          value={text}
          maxLength={20_000}
          onChange={({ target }) => {
            setText(target.value);
            setAddedTo('');
          }}
        />
      </div>
      <Problem text={problem} />
      <button type="submit" className="btn add-model" disabled={text.trim() === '' || space.name === ''}>
        Add the note
      </button>
      {addedTo !== '' && (
        <p className="t12 dim" role="status">
          Added to {addedTo}.
        </p>
      )}
    </form>
  );
}

function Problem({ text }: { readonly text: string | null }) {
  return (
    text !== null && (
      <p className="callout error" role="alert">
        {text}
      </p>
    )
  );
}

/** Does what a form is for, and keeps why it could not be done. */
function useSubmit(work: () => Promise<void>): {
  readonly problem: string | null;
  readonly submit: (event: FormEvent) => void;
} {
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setProblem(null);
    work().catch((error: unknown) => setProblem(failureText(error)));
  };
  return { problem, submit };
}

const selectDocument = ({ document }: EditorState): EditorState['document'] => document;
