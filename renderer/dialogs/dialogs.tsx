import './dialogs.css';
import { assertNever } from '../../shared/assert-never.ts';
import { FileDialog } from '../runs/files/file-dialog.tsx';
import { UnlockDialog } from '../settings/keys/unlock-dialog.tsx';
import { SettingsDialog } from '../settings/settings-dialog.tsx';
import { useApp } from '../store/app.ts';
import type { AppState } from '../store/app-store.ts';
import { CommandDialog } from './command-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { TrustDialog } from './trust-dialog.tsx';

/** The dialog that is open, if one is. */
export function Dialogs() {
  const dialog = useApp(selectDialog);
  if (dialog === null) return null;
  switch (dialog.type) {
    case 'settings':
      return <SettingsDialog section={dialog.section} />;
    case 'unlock-keys':
      return <UnlockDialog />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'commands':
      return <CommandDialog />;
    case 'import':
      return <ImportDialog outcome={dialog.outcome} />;
    case 'export':
      return <ExportDialog />;
    case 'left-file':
      return <FileDialog run={dialog.run} sequence={dialog.sequence} file={dialog.file} />;
    case 'trust':
      return <TrustDialog pieces={dialog.pieces} options={dialog.options} />;
    default:
      return assertNever(dialog);
  }
}

const selectDialog = ({ dialog }: AppState): AppState['dialog'] => dialog;
