import { useEffect } from 'react';
import { canonicalKey, isTyping } from '../keys/match-key.ts';
import { movePlayhead } from './playhead.ts';
import { runCommands } from './run-commands.ts';
import { type RunStore, selectStatus } from './run-store.ts';

type DebugAction = 'go-on' | 'step' | 'pause' | 'stop';

/** The keys of the debugger, with alternates for keyboards whose F-keys are hard to reach. */
const ACTIONS: Readonly<Record<string, DebugAction>> = {
  F5: 'go-on',
  'Mod+\\': 'go-on',
  F10: 'step',
  "Mod+'": 'step',
  F6: 'pause',
  'Shift+F5': 'stop',
};

/** Listens for the keys of the debugger while a run is open. */
export function useDebugKeys(store: RunStore): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !press(store, event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    // Before the keys of the editor: F5 means Continue while a run is open, and never reloads the page.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [store]);
}

/** True when the key meant something here. */
function press(store: RunStore, event: KeyboardEvent): boolean {
  const key = canonicalKey(event);
  const action = ACTIONS[key];
  if (action !== undefined) return act(store, action, { isHeldDown: event.repeat });
  if (isTyping(event.target)) return false;
  if (key === 'Alt+ArrowLeft') movePlayhead(store, 'previous');
  else if (key === 'Alt+ArrowRight') movePlayhead(store, 'next');
  else if (key === 'Escape' && store.getState().playhead !== null) store.setPlayhead(null);
  else return false;
  return true;
}

/** False once the run is over: its keys are free for the editor again. A key that has no use now does nothing else. */
function act(store: RunStore, action: DebugAction, { isHeldDown }: { readonly isHeldDown: boolean }): boolean {
  const status = selectStatus(store.getState());
  if (status === 'finished' || status === 'failed' || status === 'stopped') return false;
  if (isHeldDown) return true; // one press is one step
  if (action === 'stop' && status !== 'interrupted') void runCommands.stop(store);
  if (action === 'pause' && status === 'running') void runCommands.pause(store);
  if (action === 'step' && status === 'paused') void runCommands.step(store);
  if (action === 'go-on' && status === 'paused') void runCommands.goOn(store);
  if (action === 'go-on' && status === 'interrupted') void runCommands.resume(store);
  return true;
}
