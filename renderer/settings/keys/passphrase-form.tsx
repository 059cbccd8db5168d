import { useId, useState, type FormEvent } from 'react';

const SHORTEST = 8;

interface PassphraseFormProps {
  readonly button: string;
  /** True: it is chosen here, so it is typed twice. */
  readonly isNew: boolean;
  /** Gives back why it could not be done; null where it was. */
  onSubmit: (passphrase: string) => Promise<string | null>;
}

/** Takes a passphrase. */
export function PassphraseForm({ button, isNew, onSubmit }: PassphraseFormProps) {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const id = useId();
  const isReady = isNew ? passphrase.length >= SHORTEST && again === passphrase : passphrase !== '';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady || isBusy) return;
    setIsBusy(true);
    setProblem(await onSubmit(passphrase));
    setIsBusy(false);
  };
  const change = (text: string): void => {
    setPassphrase(text);
    setProblem(null);
  };
  return (
    <form className="passphrase-form" onSubmit={(event) => void submit(event)}>
      <PassphraseField id={id} label="Passphrase" value={passphrase} onChange={change} isInvalid={problem !== null} />
      {isNew && <PassphraseField id={`${id}-again`} label="The same again" value={again} onChange={setAgain} />}
      <button type="submit" className={isNew ? 'btn' : 'btn pri'} disabled={!isReady || isBusy}>
        {isBusy ? 'One moment' : button}
      </button>
      {problem !== null && (
        <p className="form-error" role="alert">
          {problem}
        </p>
      )}
      {isNew && problem === null && (
        <p className="t11 dim">At least 8 characters. Nobody can open the keys without it.</p>
      )}
    </form>
  );
}

interface PassphraseFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly isInvalid?: boolean;
  onChange: (text: string) => void;
}

function PassphraseField({ id, label, value, isInvalid = false, onChange }: PassphraseFieldProps) {
  return (
    <div className="form-field">
      <label className="cap" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="field"
        type="password"
        autoComplete="off"
        value={value}
        aria-invalid={isInvalid}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
