import { CircleHelp } from 'lucide-react';
import { useId, useState } from 'react';
import type { PendingHold } from '../../shared/run/fold/pending.ts';
import { CallArguments } from './call-arguments.tsx';
import { didItHappenWords } from './hold-words.ts';
import { runCommands } from './run-commands.ts';
import type { RunStore } from './run-store.ts';

interface DidItHappenCardProps {
  readonly store: RunStore;
  readonly hold: PendingHold;
}

/** Asks what became of an effect that had begun when Troupe was closed: it is never simply done again. */
export function DidItHappenCard({ store, hold }: DidItHappenCardProps) {
  const [result, setResult] = useState<string | null>(null);
  const id = useId();
  const { pending, place } = hold;
  const answer = (choice: 'run-again' | 'it-did' | 'skip', text?: string): void => {
    const extra = text === undefined ? {} : { result: text };
    void runCommands.control(store, { type: 'did-it-happen', place, answer: choice, ...extra });
  };
  return (
    <section className="pending" aria-label="Did it happen?">
      <header>
        <CircleHelp className="icon icon-s" aria-hidden="true" />
        <b>{didItHappenWords(pending)}</b>
      </header>
      <p className="pending-text">
        Troupe was closed while {pending.type === 'tool' ? <code>{pending.tool}</code> : 'it'} was under way, so it may
        or may not have been done. It is not done again unless you say so.
      </p>
      {pending.type === 'tool' && <CallArguments tool={pending.tool} fields={pending.arguments} />}
      {result !== null && (
        <>
          <label className="sr-only" htmlFor={id}>
            What it gave back
          </label>
          <textarea
            id={id}
            className="pending-editor"
            rows={3}
            placeholder="What it gave back"
            value={result}
            autoFocus
            onChange={(event) => setResult(event.target.value)}
          />
        </>
      )}
      <footer>
        {result === null ? (
          <Answers answer={answer} onHappened={() => setResult('')} />
        ) : (
          <>
            <button type="button" className="btn warn" onClick={() => answer('it-did', result)}>
              It did happen
            </button>
            <button type="button" className="btn" onClick={() => setResult(null)}>
              Back
            </button>
          </>
        )}
      </footer>
    </section>
  );
}

interface AnswersProps {
  answer: (choice: 'run-again' | 'skip') => void;
  onHappened: () => void;
}

function Answers({ answer, onHappened }: AnswersProps) {
  return (
    <>
      <button type="button" className="btn" onClick={() => answer('run-again')}>
        No, run it again
      </button>
      <button type="button" className="btn" onClick={onHappened}>
        Yes, with this result…
      </button>
      <button type="button" className="btn" onClick={() => answer('skip')}>
        Skip it
      </button>
    </>
  );
}
