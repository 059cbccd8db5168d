import { Tooltip } from 'radix-ui';
import { useEffect } from 'react';
import { Toaster } from 'sonner';
import { useStore } from 'zustand';
import { Dialogs } from './dialogs/dialogs.tsx';
import { EditorScreen } from './frame/editor-screen.tsx';
import { ConnectionNotice } from './frame/connection-notice.tsx';
import { FileDrop } from './documents/file-drop.tsx';
import { LockedPage } from './frame/locked-page.tsx';
import { connection } from './rpc/api.ts';
import { followWaitingRuns } from './runs/waiting-runs.ts';
import { StartScreen } from './start/start-screen.tsx';
import { useApp } from './store/app.ts';
import type { AppState } from './store/app-store.ts';

const TOOLTIP_DELAY_MS = 500;

/** The whole page: one of two screens, and what floats above both. */
export function App() {
  const isRefused = useStore(connection.state, ({ state }) => state === 'refused');
  const theme = useApp(selectTheme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => (isRefused ? undefined : followWaitingRuns()), [isRefused]);
  if (isRefused) return <LockedPage />;
  return (
    <Tooltip.Provider delayDuration={TOOLTIP_DELAY_MS}>
      <FileDrop>
        <Screen />
      </FileDrop>
      <Dialogs />
      <ConnectionNotice />
      <Toaster position="bottom-center" theme={theme} gap={8} className="toasts" />
    </Tooltip.Provider>
  );
}

function Screen() {
  return useApp(selectScreen) === 'editor' ? <EditorScreen /> : <StartScreen />;
}

const selectTheme = ({ theme }: AppState): AppState['theme'] => theme;
const selectScreen = ({ screen }: AppState): AppState['screen'] => screen;
