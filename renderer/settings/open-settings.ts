import { appStore } from '../store/app.ts';

/** Opens the settings at a section, named by its id in `sections.ts`; at the first where none is named. */
export function openSettings(section = ''): void {
  appStore.getState().openDialog({ type: 'settings', section });
}
