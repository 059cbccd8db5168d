import { expect, it } from 'vitest';
import type { RunDelta, RunDraft } from '../wire.ts';
import { applyDraftSignal, type Draft } from './drafts.ts';

const head = { messageId: 'm1', path: 'turn/1/writer', source: 'writer', kind: 'text', attempt: 0 } as const;
const delta = (offset: number, text: string, fields: Partial<RunDelta> = {}): RunDelta => ({
  type: 'delta',
  ...head,
  offset,
  text,
  ...fields,
});
const draft = (text: string, fields: Partial<RunDraft> = {}): RunDraft => ({ type: 'draft', ...head, text, ...fields });

function textsOf(...signals: Parameters<typeof applyDraftSignal>[1][]): string[] {
  return signals.reduce<readonly Draft[]>(applyDraftSignal, []).map(({ text, thought }) => `${text}|${thought}`);
}

it('joins deltas, text and thought apart', () => {
  expect(textsOf(delta(0, 'Hmm', { kind: 'thought' }), delta(0, 'Hel'), delta(3, 'lo'))).toEqual(['Hello|Hmm']);
});

it('goes on from the draft that a client gets when it connects in mid-stream', () => {
  expect(textsOf(draft('Hello'), delta(5, ' you'))).toEqual(['Hello you|']);
});

it('takes no harm from text that overlaps, and shows nothing behind a gap', () => {
  expect(textsOf(delta(0, 'Hello'), delta(3, 'lo you'), draft('Hel'), delta(20, '?'))).toEqual(['Hello you|']);
});

it('begins again with a new attempt and ignores what is left of the old one', () => {
  expect(textsOf(delta(0, 'Old'), delta(0, 'New', { attempt: 1 }), delta(3, ' old'))).toEqual(['New|']);
});

it('drops a void draft', () => {
  expect(
    textsOf(delta(0, 'Hello'), delta(0, 'Other', { messageId: 'm2' }), { type: 'draft-end', messageId: 'm1' }),
  ).toEqual(['Other|']);
});
