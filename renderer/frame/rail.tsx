import { CircleHelp, History, ListTree, Monitor, Moon, Settings, Shapes, Sun, type LucideIcon } from 'lucide-react';
import { Hint } from '../components/hint.tsx';
import { appStore, useApp } from '../store/app.ts';
import type { Theme } from '../../shared/settings/general-settings.ts';
import { useWaitingRuns } from '../runs/waiting-runs.ts';
import { openSettings } from '../settings/open-settings.ts';
import type { AppState } from '../store/app-store.ts';
import { chooseTheme } from '../store/settings.ts';
import { keyWords } from '../keys/key-words.ts';
import { frameStore, useFrame } from '../store/frame.ts';
import type { FrameState, LeftView } from '../store/frame-store.ts';

const VIEWS: readonly { readonly view: LeftView; readonly label: string; readonly Icon: LucideIcon }[] = [
  { view: 'parts', label: 'Parts', Icon: Shapes },
  { view: 'outline', label: 'Outline', Icon: ListTree },
  { view: 'runs', label: 'Runs', Icon: History },
];

const THEMES: Readonly<Record<Theme, { readonly next: Theme; readonly label: string; readonly Icon: LucideIcon }>> = {
  system: { next: 'light', label: 'Theme follows the system', Icon: Monitor },
  light: { next: 'dark', label: 'Light theme', Icon: Sun },
  dark: { next: 'system', label: 'Dark theme', Icon: Moon },
};

/** The narrow bar at the left: which view the left pane shows, help and theme. */
export function Rail() {
  const leftView = useFrame(selectLeftView);
  const theme = THEMES[useApp(selectTheme)];
  const waiting = useWaitingRuns(({ runs }) => runs.length);
  return (
    <nav className="rail" aria-label="Views">
      {VIEWS.map(({ view, label, Icon }) => (
        <Hint key={view} text={label} side="right">
          <button
            type="button"
            aria-label={view === 'runs' && waiting > 0 ? `${label}, ${waitingWords(waiting)}` : label}
            aria-pressed={view === leftView}
            onClick={() => frameStore.getState().toggleLeft(view)}
          >
            <Icon className="icon" />
            {view === 'runs' && waiting > 0 && <span className="rail-badge">{waiting}</span>}
          </button>
        </Hint>
      ))}
      <Hint text="Keyboard shortcuts" keys="?" side="right">
        <button
          type="button"
          className="rail-push"
          aria-label="Keyboard shortcuts"
          onClick={() => appStore.getState().openDialog({ type: 'shortcuts' })}
        >
          <CircleHelp className="icon" />
        </button>
      </Hint>
      <Hint text={theme.label} side="right">
        <button type="button" aria-label={theme.label} onClick={() => void chooseTheme(theme.next)}>
          <theme.Icon className="icon" />
        </button>
      </Hint>
      <Hint text="Settings" keys={keyWords('settings.open')} side="right">
        <button type="button" aria-label="Settings" onClick={() => openSettings()}>
          <Settings className="icon" />
        </button>
      </Hint>
    </nav>
  );
}

function waitingWords(count: number): string {
  return count === 1 ? '1 waits for you' : `${count} wait for you`;
}

const selectLeftView = ({ leftView }: FrameState): FrameState['leftView'] => leftView;
const selectTheme = ({ theme }: AppState): Theme => theme;
