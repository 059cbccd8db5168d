import { assertNever } from '../../assert-never.ts';
import type { DraftEnd, RunDelta, RunDraft } from '../wire.ts';

/** Text that is being written: not in the log yet. */
export interface Draft {
  readonly messageId: string;
  readonly path: string;
  readonly source: string;
  readonly attempt: number;
  readonly text: string;
  readonly thought: string;
}

/** Folds one wire signal in. What overlaps with text that is there already changes nothing. */
export function applyDraftSignal(drafts: readonly Draft[], signal: RunDelta | RunDraft | DraftEnd): readonly Draft[] {
  const index = drafts.findIndex(({ messageId }) => messageId === signal.messageId);
  const draft = drafts[index];
  if (signal.type === 'draft-end') return draft === undefined ? drafts : drafts.toSpliced(index, 1);
  if (draft !== undefined && draft.attempt > signal.attempt) return drafts;
  const { messageId, path, source, attempt } = signal;
  const isNewer = draft === undefined || draft.attempt < attempt;
  const base = isNewer ? { messageId, path, source, attempt, text: '', thought: '' } : draft;
  const grown = withText(base, signal);
  if (grown === draft) return drafts;
  return draft === undefined ? [...drafts, grown] : drafts.with(index, grown);
}

function withText(draft: Draft, signal: RunDelta | RunDraft): Draft {
  const key = signal.kind === 'thought' ? 'thought' : 'text';
  const shown = draft[key];
  const text = joined(shown, signal);
  return text === shown ? draft : { ...draft, [key]: text };
}

function joined(shown: string, signal: RunDelta | RunDraft): string {
  switch (signal.type) {
    case 'draft':
      return signal.text.length > shown.length ? signal.text : shown;
    case 'delta':
      if (signal.offset === shown.length) return shown + signal.text;
      // Behind a gap nothing can be shown; the message itself, or the draft after a reconnect, brings all of it.
      return signal.offset < shown.length ? shown + signal.text.slice(shown.length - signal.offset) : shown;
    default:
      return assertNever(signal);
  }
}
