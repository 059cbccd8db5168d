import { useEffect } from 'react';
import { movePlayhead } from './playhead.ts';
import { runCommands } from './run-commands.ts';
import { type RunStore, selectStatus } from './run-store.ts';

/** The keys of the debugger while a run is open: F5, F10, F6, Shift+F5, and alternates for keyboards without them. */
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
  if (event.repeat) return isDebugKey(event);
  const status = selectStatus(store.getState());
  const isOpen = status === 'running' || status === 'paused' || status === 'waiting' || status === 'interrupted';
  if (event.key === 'Escape' && store.getState().playhead !== null && !isInField(event)) {
    store.setPlayhead(null);
    return true;
  }
  if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && !isInField(event)) {
    movePlayhead(store, event.key === 'ArrowLeft' ? 'previous' : 'next');
    return true;
  }
  if (!isOpen || !isDebugKey(event)) return false;
  if (isStopKey(event)) void runCommands.stop(store);
  else if (isContinueKey(event) && status === 'interrupted') void runCommands.resume(store);
  else if (isContinueKey(event) && status === 'paused') void runCommands.goOn(store);
  else if (isStepKey(event) && status === 'paused') void runCommands.step(store);
  else if (event.key === 'F6' && status === 'running') void runCommands.pause(store);
  return true; // also where it has no use now: a key of the debugger does nothing else
}

function isDebugKey(event: KeyboardEvent): boolean {
  return isStopKey(event) || isContinueKey(event) || isStepKey(event) || (event.key === 'F6' && !event.shiftKey);
}

const hasMod = ({ ctrlKey, metaKey }: KeyboardEvent): boolean => ctrlKey || metaKey;
const isStopKey = (event: KeyboardEvent): boolean => event.key === 'F5' && event.shiftKey && !hasMod(event);
const isContinueKey = (event: KeyboardEvent): boolean =>
  (event.key === 'F5' && !event.shiftKey && !hasMod(event)) || (event.key === '\\' && hasMod(event));
const isStepKey = (event: KeyboardEvent): boolean =>
  (event.key === 'F10' && !event.shiftKey && !hasMod(event)) || (event.key === "'" && hasMod(event));

function isInField({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
