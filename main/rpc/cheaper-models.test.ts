import { expect, it } from 'vitest';
import { createPriceBook } from '../prices/price-book.ts';
import { cheaperModels } from './cheaper-models.ts';

const prices = createPriceBook({ entered: () => ({}), now: () => Date.UTC(2026, 10, 28) });
const namesFor = (label: string): string[] => cheaperModels(prices, label).map(({ model }) => model);

it('names models that charge less, those of the same provider first', () => {
  const names = namesFor('anthropic:claude-sonnet-4-20250514');
  expect(names[0]).toMatch(/^anthropic:/);
  expect(names).toContain('openai:gpt-4o-mini');
});

it('names none that charges as much or more', () => {
  expect(namesFor('openai:gpt-4o-mini')).not.toContain('openai:gpt-5-mini');
  expect(namesFor('openai:gpt-4o-mini')).not.toContain('openai:gpt-4o-mini');
});

it('names all it knows where the price of the model is unknown', () => {
  expect(namesFor('openai:my-own').length).toBeGreaterThan(5);
});
