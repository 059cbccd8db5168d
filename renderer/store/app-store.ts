import { createStore } from 'zustand/vanilla';
import type { RunId } from '../../shared/ids.ts';
import type { LeftFile } from '../../shared/run/work-folder.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { Theme } from '../../shared/settings/general-settings.ts';
import type { Issue } from '../../shared/team/issue.ts';
import type { TrustPiece } from '../../shared/team/trust-piece.ts';
import type { StartOptions } from './run-slice.ts';

/** What came out of reading a file: a team that can be opened and what to know of it, or why it cannot. */
export type ImportOutcome =
  | {
      readonly ok: true;
      readonly fileName: string;
      readonly text: string;
      readonly document: TeamDocument;
      readonly issues: readonly Issue[];
    }
  | { readonly ok: false; readonly fileName: string; readonly issues: readonly Issue[] };

/** The one dialog that may be open. */
export type OpenDialog =
  | { readonly type: 'settings'; readonly section: string }
  | { readonly type: 'unlock-keys' }
  | { readonly type: 'shortcuts' }
  | { readonly type: 'commands' }
  | { readonly type: 'import'; readonly outcome: ImportOutcome }
  | { readonly type: 'export' }
  /** A file as a step of a run left it. */
  | { readonly type: 'left-file'; readonly run: RunId; readonly sequence: number; readonly file: LeftFile }
  | { readonly type: 'trust'; readonly pieces: readonly TrustPiece[]; readonly options: StartOptions };

/** What belongs to the window rather than to a document. */
export interface AppState {
  readonly screen: 'start' | 'editor';
  /** As the engine said last, kept so that the page is drawn right before it answers. */
  readonly theme: Theme;
  readonly dialog: OpenDialog | null;
  /** The run popover of the top bar: open, and how its button starts. */
  readonly runPopover: 'run' | 'debug' | null;
  show: (screen: AppState['screen']) => void;
  setTheme: (theme: Theme) => void;
  openDialog: (dialog: OpenDialog) => void;
  closeDialog: () => void;
  setRunPopover: (popover: AppState['runPopover']) => void;
}

const THEME_KEY = 'troupe.theme';

export function createAppStore(kept: Pick<Storage, 'getItem' | 'setItem'>) {
  return createStore<AppState>()((set) => ({
    screen: 'start',
    theme: keptTheme(kept.getItem(THEME_KEY)),
    dialog: null,
    runPopover: null,
    show: (screen) => set({ screen, dialog: null, runPopover: null }),
    setTheme: (theme) => {
      kept.setItem(THEME_KEY, theme);
      set({ theme });
    },
    openDialog: (dialog) => set({ dialog, runPopover: null }),
    closeDialog: () => set({ dialog: null }),
    setRunPopover: (runPopover) => set({ runPopover }),
  }));
}

function keptTheme(text: string | null): Theme {
  return text === 'light' || text === 'dark' ? text : 'system';
}
