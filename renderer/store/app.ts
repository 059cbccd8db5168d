import { useStore } from 'zustand';
import { createAppStore, type AppState } from './app-store.ts';

/** What this window shows. */
export const appStore = createAppStore(localStorage);

export function useApp<T>(selector: (state: AppState) => T): T {
  return useStore(appStore, selector);
}
