import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calcPrice, findProvider } from '@pydantic/genai-prices';
import { expect, it } from 'vitest';
import { costAtMost, costOf, type ModelPrice } from '../../shared/run/price.ts';
import { ratesFromTable, TABLE_NAME } from './price-table.ts';

const NOW = Date.UTC(2026, 10, 28, 20);

it('names the table that is installed', () => {
  const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  expect(TABLE_NAME).toBe(`@pydantic/genai-prices ${dependencies['@pydantic/genai-prices']}`);
});

it('knows rates, and where they change with the length of the prompt', () => {
  expect(ratesFromTable('openai', 'gpt-4o-2024-08-06', NOW)).toEqual({ input: 2.5, output: 10, cachedInput: 1.25 });
  expect(ratesFromTable('gemini', 'gemini-2.5-pro', NOW)).toMatchObject({
    input: { base: 1.25, above: [{ promptTokens: 200_000, rate: 2.5 }] },
  });
  expect(ratesFromTable('openai', 'no-such-model', NOW)).toBeUndefined();
  expect(ratesFromTable('no-such-provider', 'gpt-4o', NOW)).toBeUndefined();
});

it('takes the highest price where it changes with the time of day', () => {
  expect(ratesFromTable('deepseek', 'deepseek-chat', Date.UTC(2026, 0, 1, 20))).toEqual(
    ratesFromTable('deepseek', 'deepseek-chat', Date.UTC(2026, 0, 1, 10)),
  );
});

it('comes to the same cost as the table itself, for every model of every provider that Troupe asks', () => {
  const different: string[] = [];
  let compared = 0;
  for (const provider of ['openai', 'anthropic', 'gemini', 'azure', 'groq', 'mistral', 'openrouter']) {
    const providerId = provider === 'gemini' ? 'google' : provider;
    for (const { id } of findProvider({ providerId })?.models ?? []) {
      const rates = ratesFromTable(provider, id, NOW);
      if (rates === undefined) continue;
      const price: ModelPrice = { type: 'rates', rates, from: 'table' };
      for (const [promptTokens, cachedTokens, completionTokens] of [
        [1000, 0, 500],
        [300_000, 100_000, 7000],
      ] as const) {
        const usage = { input_tokens: promptTokens, cache_read_tokens: cachedTokens, output_tokens: completionTokens };
        const theirs = calcPrice(usage, id, { providerId, timestamp: new Date(NOW) })?.total_price ?? Number.NaN;
        const ours = costOf(price, { promptTokens, cachedTokens, completionTokens }) ?? Number.NaN;
        compared += 1;
        const atMost = costAtMost(price, { promptTokens, completionTokens }) ?? 0;
        if (Math.abs(ours - theirs) > 1e-9 || ours > atMost + 1e-12)
          different.push(`${provider}:${id} ${ours} ${theirs}`);
      }
    }
  }
  expect(different).toEqual([]);
  expect(compared).toBeGreaterThan(1000);
});
