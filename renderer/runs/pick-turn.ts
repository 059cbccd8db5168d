import { type RefObject, useEffect } from 'react';
import { editorStore } from '../store/editor.ts';

/** The turn that was last picked in the script: it is in sight already, so nothing has to scroll to it. */
let pickedHere: string | null = null;

export function isPickedHere(path: string): boolean {
  return path === pickedHere;
}

/** Picks the turn that a message belongs to, on canvas and timeline alike; picked again it is let go. */
export function pickTurn({ path, agent }: { readonly path: string | null; readonly agent: string }): void {
  const { selectedTurnPath, selectTurn } = editorStore.getState();
  const isOff = path !== null && path === selectedTurnPath;
  pickedHere = isOff ? null : path;
  selectTurn(isOff ? { path: null, agent: null } : { path, agent });
}

/**
 * For the mouse, all of a message is what its speaker's name is for the keyboard: the way to pick its turn. A press that
 * selects text, or that meant a link or a button, picks nothing.
 */
export function useClickedRows(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onClick = ({ target }: MouseEvent): void => {
      if (!(target instanceof Element) || target.closest('button, a, summary') || !getSelection()?.isCollapsed) return;
      const { turn, agent } = target.closest<HTMLElement>('[data-agent]')?.dataset ?? {};
      if (agent !== undefined) pickTurn({ path: turn ?? null, agent });
    };
    element.addEventListener('click', onClick);
    return () => element.removeEventListener('click', onClick);
  }, [scroller]);
}
