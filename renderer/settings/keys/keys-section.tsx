import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { api } from '../../rpc/api.ts';
import { SettingsGroup } from '../settings-group.tsx';
import { KeepingNote } from './keeping-note.tsx';
import { KeyForm } from './key-form.tsx';
import { KeyRow } from './key-row.tsx';
import { loadKeys, useKeys } from './keys-store.ts';

/** Keys of providers and servers: entered once, kept on this machine, named by documents, never shown. */
export function KeysSection() {
  const { keys, keeping } = useKeys();
  const notices = useNotices();
  useEffect(() => void loadKeys(), []);
  // How keys are kept from now on may wait; that they cannot be opened may not.
  const isLater = keeping?.type === 'memory';
  return (
    <>
      {notices.map((notice) => (
        <p key={notice} className="callout">
          {notice}
        </p>
      ))}
      {keeping !== null && !isLater && <KeepingNote keeping={keeping} />}
      {keys !== null && !(keeping?.type === 'passphrase' && keeping.isLocked) && <KeyList />}
      {keeping !== null && isLater && <KeepingNote keeping={keeping} />}
    </>
  );
}

function KeyList() {
  const keys = useKeys((state) => state.keys) ?? [];
  const [isAdding, setIsAdding] = useState(false);
  const shows = isAdding || keys.length === 0;
  return (
    <SettingsGroup
      title="Your keys"
      about="A key goes only to its provider’s own hosts and to the addresses you name for it, and never into a team, a log or an export."
    >
      {shows ? (
        <KeyForm onDone={() => setIsAdding(false)} {...(keys.length > 0 && { onCancel: () => setIsAdding(false) })} />
      ) : (
        <button type="button" className="btn" onClick={() => setIsAdding(true)}>
          <Plus className="icon icon-s" /> Add a key
        </button>
      )}
      {keys.length > 0 && (
        <ul className="key-list" aria-label="Keys">
          {keys.map((line) => (
            <KeyRow key={`${line.variable ?? ''} ${line.name}`} line={line} />
          ))}
        </ul>
      )}
    </SettingsGroup>
  );
}

/** What is to be known of this machine. */
function useNotices(): readonly string[] {
  const [notices, setNotices] = useState<readonly string[]>([]);
  useEffect(() => {
    api.app.info().then(
      (info) => setNotices(info.notices),
      () => setNotices([]), // without an engine no key can be kept either, and that is said elsewhere
    );
  }, []);
  return notices;
}
