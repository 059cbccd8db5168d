import { describe, expect, it } from 'vitest';
import type { FakeDoor } from '../core/fake-effects.fixture.ts';
import type { Embedder } from '../core/embedder.ts';
import { memoryText, type Memory } from './memory.ts';

/** A memory, and the door of one run: what it commits is kept where the memory looks. */
export interface MemoryUnderTest {
  readonly memory: Memory;
  readonly door: FakeDoor;
}

/** Texts about trams, ferries or neither point in three directions. A call costs a token a text. */
export const threeWays: Embedder = {
  label: 'openai:three-ways',
  isPaid: true,
  batch: 8,
  embed: async (texts) => ({
    vectors: texts.map((text) =>
      Float32Array.of(/tram/i.test(text) ? 1 : 0.01, /ferry/i.test(text) ? 1 : 0.01, /colour/i.test(text) ? 1 : 0.01),
    ),
    tokens: texts.length,
  }),
};

/** What every memory that is searched does. `make`: at most two results. */
export function describeMemory(name: string, make: () => Promise<MemoryUnderTest>): void {
  describe(`${name} keeps the contract of memories`, () => {
    const fact = (content: string) => ({ content, mime_type: 'text/plain' });

    it('finds what fits best first, no more than was asked for, with a score and an id', async () => {
      const { memory, door } = await make();
      const { root } = door;
      for (const text of ['The tram runs all night.', 'The ferry sleeps.', 'A colour and a tram.']) {
        await memory.add(fact(text), 'writer', root);
      }
      const found = await memory.query('tram', root);
      expect(found.map(({ content }) => String(content)).toSorted()).toEqual([
        'A colour and a tram.',
        'The tram runs all night.',
      ]);
      const scores = found.map(({ metadata }) => metadata?.['score']);
      expect(scores).toEqual(scores.toSorted((a, b) => Number(b) - Number(a)));
      for (const { metadata, mime_type } of found) {
        expect([typeof metadata?.['id'], mime_type]).toEqual(['string', 'text/plain']);
        expect(metadata?.['score']).toBeGreaterThan(0);
        expect(metadata?.['score']).toBeLessThanOrEqual(1);
      }
    });

    it('asks for the last message of a conversation, and says in a step what was asked and found', async () => {
      const { memory, door } = await make();
      await memory.add(fact('The ferry sleeps.'), 'writer', door.root);
      const recalled = await memory.updateContext(
        [
          { type: 'UserMessage', source: 'user', content: 'About trams.' },
          { type: 'UserMessage', source: 'user', content: 'ferry?' },
        ],
        door.root,
      );
      expect(recalled?.metadata).toEqual({ memory: memory.label, query: 'ferry?' });
      expect(recalled === undefined ? '' : memoryText(recalled)).toBe('\nFound in memory:\n1. The ferry sleeps.');
      const { request } = door.steps.at(-1)!;
      expect([request.kind, request.pending()]).toEqual(['memory', { memory: memory.label, query: 'ferry?' }]);
      expect(await memory.updateContext([], door.root)).toBeUndefined();
    });

    it('finds nothing before anything was added, and nothing after it was cleared', async () => {
      const { memory, door } = await make();
      expect(await memory.query('tram', door.root)).toEqual([]);
      await memory.add(fact('The tram runs.'), 'writer', door.root);
      expect(await memory.query('tram', door.root)).toHaveLength(1);
      await memory.clear(door.root);
      expect(await memory.query('tram', door.root)).toEqual([]);
    });

    it('keeps what was added once, though the step is done again', async () => {
      const { memory, door } = await make();
      await memory.add(fact('The tram runs.'), 'writer', door.root);
      const { request } = door.steps.at(-1)!;
      await request.execute({ signal: door.signal } as never);
      expect(await memory.query('tram', door.root)).toHaveLength(1);
    });
  });
}
