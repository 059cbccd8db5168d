import { expect, it } from 'vitest';
import { dayWords } from './day-words.ts';
import { providerWords, usableWords } from './provider-words.ts';

const now = new Date(2026, 10, 23, 0, 30);
const at = (...parts: [number, number, number, number, number]) => dayWords(new Date(...parts).getTime(), now);

it('says when, as a person would', () => {
  expect([at(2026, 10, 23, 0, 5), at(2026, 10, 22, 23, 50), at(2026, 10, 14, 12, 0), at(2025, 11, 31, 12, 0)]).toEqual([
    'today, 00:05',
    'yesterday',
    '14 November',
    '31 December 2025',
  ]);
});

it('says what was found on this machine', () => {
  const found = [
    { provider: 'openai', state: 'environment', models: [] },
    { provider: 'anthropic', state: 'absent', models: [] },
    { provider: 'ollama', state: 'running', models: ['llama3.2'] },
  ] as const;
  const providers = found.map((each) => ({ ...each, models: [...each.models] }));
  expect(providerWords(providers)).toBe('Found: OpenAI key in the environment, Ollama running, 1 model');
  expect(usableWords(providers)).toBe('OpenAI, Ollama');
  expect(usableWords([])).toBe('No key');
});
