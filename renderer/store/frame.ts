import { useStore } from 'zustand';
import { editorStore } from './editor.ts';
import { createFrameStore, type FrameState } from './frame-store.ts';

/** The panes of this window. */
export const frameStore = createFrameStore(localStorage);

editorStore.subscribe(({ openRunId }, before) => {
  if (openRunId === before.openRunId) return;
  if (openRunId === null) frameStore.getState().giveRoomBack();
  else frameStore.getState().makeRoomForRun();
});

export function useFrame<T>(selector: (state: FrameState) => T): T {
  return useStore(frameStore, selector);
}
