import { describe, expect, it } from 'vitest';
import type { RunSignal } from '../../shared/run/wire.ts';
import { Drafts } from './drafts.ts';

function draftsThatTell() {
  const told: RunSignal[] = [];
  return { told, drafts: new Drafts((signal) => told.push(signal)) };
}

const piece = { messageId: 'm1', source: 'a', path: 'turn/1/a', kind: 'text', attempt: 1, text: 'Hel' } as const;

describe('drafts', () => {
  it('grow by what is told, each piece with its position', () => {
    const { told, drafts } = draftsThatTell();
    drafts.add(piece);
    drafts.add({ ...piece, text: 'lo' });
    expect(told).toEqual([
      { ...piece, type: 'delta', offset: 0 },
      { ...piece, type: 'delta', offset: 3, text: 'lo' },
    ]);
    expect(drafts.open).toEqual([{ ...piece, type: 'draft', text: 'Hello' }]);
  });

  it('begin anew with another attempt, and with the text after a thought', () => {
    const { told, drafts } = draftsThatTell();
    drafts.add({ ...piece, kind: 'thought' });
    drafts.add(piece);
    drafts.add({ ...piece, attempt: 2, text: 'Good' });
    expect(told.map((signal) => signal.type === 'delta' && signal.offset)).toEqual([0, 0, 0]);
    expect(drafts.open).toEqual([{ ...piece, type: 'draft', attempt: 2, text: 'Good' }]);
  });

  it('are gone without a word when their message stands in the log', () => {
    const { told, drafts } = draftsThatTell();
    drafts.add(piece);
    drafts.settle('m1');
    drafts.drop('m1');
    expect([told.length, drafts.open]).toEqual([1, []]);
  });

  it('are taken back where they become no message, alone or with all of their turn', () => {
    const { told, drafts } = draftsThatTell();
    drafts.add(piece);
    drafts.add({ ...piece, messageId: 'm2', path: 'turn/1/a/call:0' });
    drafts.add({ ...piece, messageId: 'm3', path: 'turn/10/b' });
    drafts.drop('m1');
    drafts.dropUnder('turn/1/');
    expect(told.slice(3)).toEqual([
      { type: 'draft-end', messageId: 'm1' },
      { type: 'draft-end', messageId: 'm2' },
    ]);
    expect(drafts.open.map(({ messageId }) => messageId)).toEqual(['m3']);
  });
});
