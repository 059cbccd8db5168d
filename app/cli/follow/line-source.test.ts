import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createLineSource, type LineSource } from './line-source.ts';

function source(): { input: PassThrough; lines: LineSource } {
  const input = new PassThrough();
  return { input, lines: createLineSource({ input, prompts: undefined, onInterrupt: () => undefined }) };
}

it('gives one line to each question, early lines too, and then says that there are no more', async () => {
  const { input, lines } = source();
  const first = lines.ask('?');
  input.write('one\r\ntwo\nthree');
  expect(await first).toBe('one');
  input.end();
  expect([await lines.ask('?'), await lines.ask('?'), await lines.ask('?'), await lines.ask('?')]).toEqual([
    'two',
    'three',
    undefined,
    undefined,
  ]);
});

it('does not touch the input before the first question', () => {
  const { input, lines } = source();
  lines.close();
  expect(input.listenerCount('data')).toBe(0);
});

it('lets go of an open question when it is closed', async () => {
  const { lines } = source();
  const question = lines.ask('?');
  lines.close();
  expect(await question).toBeUndefined();
});
