import { useEffect } from 'react';
import { copyToClipboard, cutToClipboard, pasteFromClipboard } from '../canvas/clipboard-events.ts';
import { appStore } from '../store/app.ts';
import { bindings, type CommandId } from './bindings.ts';
import { commands } from './commands.ts';
import { canonicalKey, isTyping } from './match-key.ts';

const byKey = new Map(bindings.flatMap(({ id, keys }) => keys.map((key): [string, CommandId] => [key, id])));

/** Commands that also work while a field has the focus: they have a modifier that no text needs. */
const WHILE_TYPING: ReadonlySet<CommandId> = new Set([
  'palette.commands',
  'team.save',
  'team.new',
  'team.export',
  'run.start',
  'run.again',
  'debug.start',
  'pane.left',
  'pane.right',
  'pane.dock',
  'pane.problems',
  'problem.next',
  'settings.open',
]);

/** Commands whose key a focused button keeps for itself. */
const KEYS_OF_CONTROLS: ReadonlySet<string> = new Set(['Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);

/** Listens for the keys of the editor while it is shown. No key of the canvas fires while something is typed. */
export function useEditorKeys(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    document.addEventListener('copy', copyToClipboard);
    document.addEventListener('cut', cutToClipboard);
    document.addEventListener('paste', pasteFromClipboard);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('copy', copyToClipboard);
      document.removeEventListener('cut', cutToClipboard);
      document.removeEventListener('paste', pasteFromClipboard);
    };
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || appStore.getState().dialog !== null) return;
  const key = canonicalKey(event);
  const command = byKey.get(key);
  if (command === undefined) return;
  if (isTyping(event.target) && !WHILE_TYPING.has(command)) return;
  if (KEYS_OF_CONTROLS.has(key) && !isCanvas(event.target)) return;
  event.preventDefault();
  commands[command]();
}

/** True where a plain key means the canvas: nothing has the focus, or the canvas or one of its cards has. */
function isCanvas(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || target === document.body) return true;
  return target.closest('.react-flow') !== null && target.closest('button') === null;
}
