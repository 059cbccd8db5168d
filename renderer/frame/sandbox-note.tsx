import { useEffect, useState } from 'react';
import { bringsCode } from '../../shared/component/brings-code.ts';
import { api } from '../rpc/api.ts';
import { openSettings } from '../settings/open-settings.ts';
import { appStore } from '../store/app.ts';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';

/** Before a run: its code has no place to run in, and the way to one. */
export function SandboxNote() {
  const hasCode = useEditor(selectHasCode);
  const [isMissing, setIsMissing] = useState(false);
  useEffect(() => {
    if (!hasCode) return;
    api.packs
      .list()
      .then((packs) => setIsMissing(packs.some(({ id, state }) => id === 'sandbox' && state !== 'installed')))
      .catch(() => undefined); // a broken line is told elsewhere
  }, [hasCode]);
  if (!hasCode || !isMissing) return null;
  const install = (): void => {
    appStore.getState().setRunPopover(null);
    openSettings('code');
  };
  return (
    <div className="callout" role="note" aria-label="The sandbox is not installed">
      <p>This team runs code, and the sandbox for it is not installed: each run of code will say so.</p>
      <button type="button" className="btn sm" onClick={install}>
        Install the sandbox
      </button>
    </div>
  );
}

const selectHasCode = ({ document }: EditorState): boolean =>
  document.nodes.some(({ component }) => bringsCode(component));
