import type { KeyboardEvent } from 'react';

/** Ctrl+Enter, or Cmd+Enter: sends what is being written, wherever something is. */
export function isSendKey({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key === 'Enter' && (ctrlKey || metaKey);
}
