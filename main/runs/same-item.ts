import type { ChatItem } from '../../shared/chat/chat-item.ts';
import type { ItemDraft } from '../core/effects.ts';

const STAMPED: ReadonlySet<string> = new Set(['id', 'created_at', 'models_usage', 'metadata', 'request_id']);

/** True when a recorded item says what the draft says, whatever its ids and time: those of a fork's parent are another run's. */
export function isSameItem(recorded: ChatItem, draft: ItemDraft): boolean {
  const left = recorded as unknown as Record<string, unknown>;
  const right = draft as unknown as Record<string, unknown>;
  return Object.keys(right).every((key) => STAMPED.has(key) || isEqual(left[key], right[key]));
}

function isEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const leftObject = left as Record<string, unknown>;
  const rightObject = right as Record<string, unknown>;
  const keys = new Set([...Object.keys(leftObject), ...Object.keys(rightObject)]);
  return [...keys].every((key) => isEqual(leftObject[key], rightObject[key]));
}
