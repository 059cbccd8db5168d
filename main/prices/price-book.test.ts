import { expect, it } from 'vitest';
import type { ModelRates } from '../../shared/run/price.ts';
import { createPriceBook } from './price-book.ts';

const bookOf = (entered: Record<string, ModelRates> = {}) =>
  createPriceBook({ entered: () => entered, now: () => Date.UTC(2026, 10, 28) });

it('says of scripted and local models that they are free, and why', () => {
  const book = bookOf();
  expect(book.priceOf('scripted')).toEqual({ type: 'free', why: 'scripted' });
  expect(book.priceOf('replay')).toEqual({ type: 'free', why: 'scripted' });
  expect(book.priceOf('ollama:llama3.2:3b')).toEqual({ type: 'free', why: 'local' });
});

it('calls a price unknown rather than free', () => {
  const book = bookOf();
  expect(book.priceOf('openai:my-own-finetune')).toEqual({ type: 'unknown' });
  expect(book.priceOf('ollama:gpt-oss:120b-cloud')).toEqual({ type: 'unknown' });
  expect(book.priceOf('nobody')).toEqual({ type: 'unknown' });
});

it('knows how much many models can read, and that an embedding model charges for reading only', () => {
  const book = bookOf();
  expect(
    ['openai:gpt-4o', 'anthropic:claude-3-5-haiku-latest', 'scripted', 'ollama:llama3.2'].map(book.contextOf),
  ).toEqual([128_000, 200_000, undefined, undefined]);
  expect(book.priceOf('openai:text-embedding-3-small')).toMatchObject({ rates: { input: 0.02, output: 0 } });
});

it('takes what a person entered before what the table says', () => {
  const book = bookOf({ 'openai:gpt-4o': { input: 1, output: 2 }, 'ollama:llama3.2': { input: 0.1, output: 0.1 } });
  expect(book.priceOf('openai:gpt-4o')).toEqual({ type: 'rates', rates: { input: 1, output: 2 }, from: 'settings' });
  expect(book.priceOf('ollama:llama3.2')).toMatchObject({ from: 'settings' });
  expect(book.priceOf('openai:gpt-4o-mini')).toMatchObject({ from: 'table', rates: { input: 0.15 } });
});
