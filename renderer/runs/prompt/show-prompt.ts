import { editorStore } from '../../store/editor.ts';
import { frameStore } from '../../store/frame.ts';

/** Opens what the model of this turn was asked. */
export function showPromptOf(turn: { readonly path: string; readonly agent: string }): void {
  editorStore.getState().selectTurn(turn);
  frameStore.getState().showDock('prompt');
}
