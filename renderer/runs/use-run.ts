import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { RunId } from '../../shared/ids.ts';
import { holdRun, runStoreOf } from './run-sessions.ts';
import type { RunState, RunStore } from './run-store.ts';

/** The store of a run, followed while the component is there. */
export function useRunStore(run: RunId): RunStore {
  const store = useMemo(() => runStoreOf(run), [run]);
  useEffect(() => holdRun(run), [run]);
  return store;
}

/** Reads from a run. Selectors stand at module level and give back the same value for the same state. */
export function useRun<T>(store: RunStore, selector: (state: RunState) => T): T {
  return useStore(store, selector);
}

/** The time, once a second while `isRunning`. */
export function useNow(isRunning: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now;
}
