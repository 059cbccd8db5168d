import { describe, expect, it } from 'vitest';
import { ContentHash, RunId } from '../../shared/ids.ts';
import { localDay } from '../../shared/run/local-day.ts';
import type { RunEventBody } from '../../shared/run/event.ts';
import type { Usage } from '../../shared/run/usage.ts';
import type { Owner, Reservation, RunStore } from '../core/store.ts';

const me: Owner = { id: 'me', pid: 11 };
const run = RunId.parse('run-a');
const other = RunId.parse('run-b');
const AT_MS = new Date(2026, 10, 28, 23, 59).getTime();
const DAY = '2026-11-28';
const NOTHING = {
  costUsd: 0,
  unpricedCalls: 0,
  tokens: 0,
  turns: 0,
  timeMs: 0,
  reservedUsd: 0,
  reservedTokens: 0,
};

const usage = (costUsd: number | null, tokens = 100): Usage => ({ promptTokens: tokens, completionTokens: 0, costUsd });

function modelEnd(place: string, rest: object): RunEventBody {
  const requested = ContentHash.parse('h'.repeat(43));
  return { type: 'effect-end', place, kind: 'model', requested, startedAtMs: 0, durationMs: 0, ...rest };
}

const failure = { error: { code: 'overloaded', message: 'later' } };

/** A store with two runs, and a pen for each. */
function storeOf(create: () => RunStore) {
  const store = create();
  const last = new Map<RunId, number>();
  for (const id of [run, other]) store.create({ id, title: id, document: null, parent: null, createdAtMs: 1 }, me);
  const write = (body: RunEventBody, to: RunId = run, timestampMs = AT_MS): void => {
    const sequence = (last.get(to) ?? 0) + 1;
    last.set(to, sequence);
    store.commit([{ run: to, owner: me.id, events: [{ run: to, sequence, timestampMs, body }] }], 'normal');
  };
  const reserve = (place: string, costUsd: number, rest: Partial<Reservation> = {}): boolean =>
    store.reserve({ run, place, day: DAY, costUsd, tokens: 1000, limit: {}, ...rest });
  return { store, write, reserve };
}

/** The promises about money that every `RunStore` keeps. Call it once for each implementation. */
export function describeSpending(name: string, create: () => RunStore): void {
  describe(`${name} as a store of what was spent`, () => {
    it('sums up what events say was used, by run and by day, and keeps apart what has no price', () => {
      const { store, write } = storeOf(create);
      write(modelEnd('a', { outcome: 1, usage: usage(0.25) }));
      write(modelEnd('b', { outcome: 1, usage: usage(0.5) }));
      write(modelEnd('c', { outcome: 1, usage: usage(null) }), other);
      expect(store.spentOn(DAY)).toEqual({ ...NOTHING, costUsd: 0.75, unpricedCalls: 1, tokens: 300 });
      expect(store.get(run)).toMatchObject({ costUsd: 0.75, unpricedCalls: 0 });
      expect(store.list({}).find(({ id }) => id === other)).toMatchObject({ costUsd: 0, unpricedCalls: 1 });
    });

    it('does not count what is known to be free, nor other days', () => {
      const { store, write } = storeOf(create);
      write(modelEnd('a', { outcome: 1, usage: usage(0) }));
      write(modelEnd('b', { outcome: 1, usage: usage(1) }), run, AT_MS + 120_000);
      expect(store.spentOn(DAY)).toEqual(NOTHING);
      expect(store.spentOn(localDay(AT_MS + 120_000)).costUsd).toBe(1);
    });

    it('keeps free what is reserved until the event at its place settles it, for the day it was reserved on', () => {
      const { store, write, reserve } = storeOf(create);
      expect([reserve('a', 0.5), reserve('b', 0.5)]).toEqual([true, true]);
      expect(store.spentOn(DAY)).toEqual({ ...NOTHING, reservedUsd: 1, reservedTokens: 2000 });
      write(modelEnd('a', { outcome: 1, usage: usage(0.125) }), run, AT_MS + 120_000);
      expect(store.spentOn(DAY)).toEqual({
        ...NOTHING,
        costUsd: 0.125,
        tokens: 100,
        reservedUsd: 0.5,
        reservedTokens: 1000,
      });
      write(modelEnd('b', failure));
      expect(store.spentOn(DAY)).toEqual({ ...NOTHING, costUsd: 0.125, tokens: 100 });
    });

    it('keeps free what a call may use from the commit that begins it, once', () => {
      const { store, write, reserve } = storeOf(create);
      const requested = ContentHash.parse('h'.repeat(43));
      const begin = (place: string, reserved: Usage): void =>
        write({ type: 'effect-start', place, kind: 'model', requested, reserved });
      reserve('a', 0.5);
      begin('a', usage(0.75));
      begin('b', usage(0.25));
      begin('free', usage(0));
      begin('unknown', usage(null));
      expect(store.spentOn(DAY)).toEqual({ ...NOTHING, reservedUsd: 0.75, reservedTokens: 1200 });
      write(modelEnd('b', { outcome: 1, usage: usage(0.125) }));
      expect(store.spentOn(DAY)).toMatchObject({ costUsd: 0.125, reservedUsd: 0.5, reservedTokens: 1100 });
    });

    it('refuses what would pass the limit of the day, whoever spent or reserved the rest', () => {
      const { store, write, reserve } = storeOf(create);
      const limit = { costUsd: 1, tokens: 3000 };
      write(modelEnd('x', { outcome: 1, usage: usage(0.5) }), other);
      expect(reserve('a', 0.25, { run: other, limit })).toBe(true);
      expect(reserve('b', 0.3, { limit })).toBe(false);
      expect(reserve('b', 0.25, { limit })).toBe(true);
      expect(reserve('c', 0, { limit })).toBe(false); // 100 tokens are spent, 2000 kept, 1000 wanted
      expect(store.spentOn(DAY)).toMatchObject({ costUsd: 0.5, reservedUsd: 0.5, reservedTokens: 2000 });
    });

    it('replaces what the same place had reserved before', () => {
      const { store, reserve } = storeOf(create);
      expect(reserve('a', 0.75, { limit: { costUsd: 1 } })).toBe(true);
      expect(reserve('a', 1, { limit: { costUsd: 1 } })).toBe(true);
      expect(store.spentOn(DAY).reservedUsd).toBe(1);
    });

    it('books for the day, not for the run, what an attempt may have cost', () => {
      const { store, write, reserve } = storeOf(create);
      reserve('a', 0.5);
      const error = { code: 'interrupted', message: 'cut off' };
      write({ type: 'attempt', place: 'a', number: 1, error, waitMs: 0, lost: usage(0.5, 1000) });
      expect(store.spentOn(DAY)).toEqual({ ...NOTHING, costUsd: 0.5, tokens: 1000 });
      write(modelEnd('b', { ...failure, lost: usage(0.25) }));
      expect(store.spentOn(DAY).costUsd).toBe(0.75);
      expect(store.get(run)?.costUsd).toBe(0);
    });

    it('gives back what was kept for a call that turned out to be free', () => {
      const { store, write, reserve } = storeOf(create);
      reserve('a', 0.5);
      write(modelEnd('a', { outcome: 1, usage: usage(0), cached: true }));
      expect(store.spentOn(DAY)).toEqual(NOTHING);
    });

    it('counts turns and the time of calls for the day, of what is free too, and no time of people', () => {
      const { store, write } = storeOf(create);
      for (const [number, to] of [
        [1, run],
        [2, run],
        [1, other],
      ] as const)
        write({ type: 'turn-start', place: `t${number}`, path: `turn/${number}`, number, speaker: 'a', why: '' }, to);
      write(modelEnd('a', { outcome: 1, usage: usage(0), durationMs: 250 }));
      write({ ...modelEnd('b', { outcome: 1, durationMs: 500 }), kind: 'tool' } as RunEventBody, other);
      write({ ...modelEnd('c', { outcome: 1, durationMs: 9000 }), kind: 'human' } as RunEventBody);
      expect(store.spentOn(DAY)).toEqual({ ...NOTHING, turns: 3, timeMs: 750 });
    });

    it('drops what is left when the run ends', () => {
      const { store, write, reserve } = storeOf(create);
      reserve('a', 0.5);
      reserve('a', 0.5, { run: other });
      const totals = { ...usage(0), turns: 0, modelCalls: 0 };
      write({ type: 'run-end', place: 'end', reason: 'stopped', stopReason: null, totals });
      expect(store.spentOn(DAY)).toMatchObject({ reservedUsd: 0.5, costUsd: 0 });
    });

    it('takes nothing from a commit that is refused', () => {
      const { store, write } = storeOf(create);
      write(modelEnd('a', { outcome: 1, usage: usage(0.25) }));
      expect(() => write(modelEnd('a', { outcome: 1, usage: usage(0.25) }))).toThrow('already');
      expect(store.spentOn(DAY).costUsd).toBe(0.25);
    });
  });
}
