/** The parts of a keyboard event that name a key. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Keys that are typed with Shift on some keyboards and without it on others: Shift says nothing about them. */
const SIGNS = /^[^\p{L}\p{N}\s]$/u;

/**
 * A key press in the form in which bindings are written: `Mod+Shift+Z`, `F5`, `?`. `Mod` is Cmd on a Mac, Ctrl
 * elsewhere. Letters are capital.
 */
export function canonicalKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyPress): string {
  const name = key.length === 1 ? key.toUpperCase() : key;
  const isSign = SIGNS.test(key);
  const parts = [(ctrlKey || metaKey) && 'Mod', altKey && 'Alt', shiftKey && !isSign && 'Shift', name];
  return parts.filter(Boolean).join('+');
}

/** True where keys belong to what is typed, not to the canvas. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio';
}
