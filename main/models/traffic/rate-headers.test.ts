import { expect, it } from 'vitest';
import { exhaustedUntil } from './rate-headers.ts';

const NOW = Date.UTC(2026, 10, 28, 14, 0, 0);

it.each([
  ['nothing', {}, undefined],
  ['something left', { 'x-ratelimit-remaining-requests': '1', 'x-ratelimit-reset-requests': '12s' }, undefined],
  ['OpenAI, requests', { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m2.5s' }, 62_500],
  ['OpenAI, tokens', { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '120ms' }, 120],
  [
    'the later of two',
    {
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '2s',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': '6m0s',
    },
    360_000,
  ],
  [
    'Anthropic',
    {
      'anthropic-ratelimit-output-tokens-remaining': '0',
      'anthropic-ratelimit-output-tokens-reset': '2026-11-28T14:00:30Z',
    },
    30_000,
  ],
  ['OpenRouter', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW + 5000) }, 5000],
  ['seconds since the epoch', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 5) }, 5000],
  ['the draft of a standard', { 'ratelimit-remaining': '0', 'ratelimit-reset': '5' }, 5000],
  ['a reset that cannot be read', { 'ratelimit-remaining': '0', 'ratelimit-reset': 'soon' }, undefined],
])('reads %s', (_what, headers, waitMs) => {
  const untilMs = exhaustedUntil(new Headers(headers), NOW);
  expect(untilMs === undefined ? undefined : untilMs - NOW).toBe(waitMs);
});
