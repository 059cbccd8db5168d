import { useState } from 'react';
import { toast } from 'sonner';
import { assertNever } from '../../../shared/assert-never.ts';
import type { KeyKeeping } from '../../../shared/rpc/keys-contract.ts';
import { api } from '../../rpc/api.ts';
import { SettingsGroup } from '../settings-group.tsx';
import { changeKeys } from './keys-store.ts';
import { PassphraseForm } from './passphrase-form.tsx';

/** How keys are kept on this machine, and what can be done about it. */
export function KeepingNote({ keeping }: { readonly keeping: KeyKeeping }) {
  switch (keeping.type) {
    case 'keyring':
      return <p className="t12 dim settings-note">Keys are kept encrypted. The keyring of this system opens them.</p>;
    case 'passphrase':
      if (!keeping.isLocked)
        return <p className="t12 dim settings-note">Keys are kept encrypted with your passphrase.</p>;
      return (
        <SettingsGroup title="Your keys are locked" about="The passphrase opens them until Troupe closes.">
          <UnlockForm />
          <StartOver />
        </SettingsGroup>
      );
    case 'memory':
      return (
        <SettingsGroup
          title="Keys are kept until Troupe closes"
          about="This system has no keyring. With a passphrase they are kept encrypted in the data folder, and it is asked for at each start."
        >
          <PassphraseForm
            button="Keep keys by this passphrase"
            isNew
            onSubmit={(passphrase) => changeKeys(() => api.keys.protect({ passphrase }))}
          />
        </SettingsGroup>
      );
    case 'unreadable':
      return (
        <SettingsGroup title="The kept keys cannot be opened" about={keeping.reason}>
          <StartOver />
        </SettingsGroup>
      );
    default:
      return assertNever(keeping);
  }
}

/** Asks for the passphrase of the kept keys. */
export function UnlockForm({ onOpened }: { onOpened?: () => void }) {
  const unlock = async (passphrase: string): Promise<string | null> => {
    const problem = await changeKeys(() => api.keys.unlock({ passphrase }));
    if (problem === null) onOpened?.();
    return problem;
  };
  return <PassphraseForm button="Open" isNew={false} onSubmit={unlock} />;
}

function StartOver() {
  const [isAsked, setIsAsked] = useState(false);
  const startOver = async (): Promise<void> => {
    const problem = await changeKeys(async () => {
      const { movedTo } = await api.keys.startOver();
      toast.info('The old keys were put aside', { description: movedTo });
    });
    if (problem !== null) toast.error('The old keys stay where they are', { description: problem });
  };
  if (!isAsked) {
    return (
      <button type="button" className="btn bare" onClick={() => setIsAsked(true)}>
        Begin without the old keys
      </button>
    );
  }
  return (
    <div className="row" role="group" aria-label="Begin without the old keys?">
      <span className="t12">Their file gets another name and stays.</span>
      <button type="button" className="btn sm bad" onClick={() => void startOver()}>
        Begin anew
      </button>
      <button type="button" className="btn sm" onClick={() => setIsAsked(false)}>
        Cancel
      </button>
    </div>
  );
}
