import { Modal } from '../../components/modal.tsx';
import { api } from '../../rpc/api.ts';
import { appStore } from '../../store/app.ts';
import { UnlockForm } from './keeping-note.tsx';

/** Asks for the passphrase of the kept keys when the page opens. */
export function UnlockDialog() {
  const close = appStore.getState().closeDialog;
  return (
    <Modal
      title="Open your keys"
      description="They are kept encrypted. Without the passphrase, models that need a key cannot be asked."
      onClose={close}
      actions={
        <button type="button" className="btn" onClick={close}>
          Later
        </button>
      }
    >
      <UnlockForm onOpened={close} />
    </Modal>
  );
}

/** Asks once, where there are kept keys that nobody has opened yet. */
export async function askForPassphrase(): Promise<void> {
  try {
    const { keeping } = await api.keys.list();
    const isLocked = keeping.type === 'passphrase' && keeping.isLocked;
    if (isLocked && appStore.getState().dialog === null) appStore.getState().openDialog({ type: 'unlock-keys' });
  } catch {
    // Whoever needs a key hears what is wrong then.
  }
}
