import { bindings, type CommandId } from './bindings.ts';

const isMac = /Mac|iP(?:hone|ad)/.test(navigator.userAgent);
const isBrowser = !navigator.userAgent.includes('Electron/');

const WORDS: Readonly<Record<string, string>> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  Shift: isMac ? '⇧' : 'Shift',
  Alt: isMac ? '⌥' : 'Alt',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
};

/** The keys of a command as this platform writes them: "Ctrl Enter". Empty where it has none. */
export function keyWords(id: CommandId): string {
  const binding = bindings.find((each) => each.id === id);
  const index = binding?.isTakenByBrowser && isBrowser ? 1 : 0;
  return toWords(binding?.keys[index] ?? '');
}

/** One key in words. */
export function toWords(key: string): string {
  if (key === '+' || key === '') return key;
  return key
    .split('+')
    .map((part) => WORDS[part] ?? part)
    .join(' ');
}
