import { describe, expect, it } from 'vitest';
import { isNearby, localPatience, patienceFor, patienceWords } from './patience.ts';

const HOSTED = 'https://api.example/v1';
const LOCAL = 'http://localhost:11434';

describe('patience', () => {
  it('is longer for a server on this machine or network, which may load a model first', () => {
    expect(patienceFor(HOSTED, {})).toEqual({
      connectMs: 10_000,
      firstTokenMs: 300_000,
      tokenMs: 120_000,
      wholeMs: 3_600_000,
    });
    expect(patienceFor(LOCAL, {})).toEqual({
      connectMs: 10_000,
      firstTokenMs: 900_000,
      tokenMs: 300_000,
      wholeMs: 10_800_000,
    });
  });

  it('is what the component says: its timeout for all silence, or one for each kind', () => {
    expect(patienceFor(HOSTED, { timeout: 2 })).toMatchObject({ connectMs: 2000, firstTokenMs: 2000, tokenMs: 2000 });
    expect(patienceFor(HOSTED, { timeout: 20, first_token_timeout: 60, token_timeout: 5 })).toMatchObject({
      connectMs: 10_000,
      firstTokenMs: 60_000,
      tokenMs: 5000,
    });
  });

  it('is what a person set for all models, where the component says nothing', () => {
    const forAll = { first_token_timeout: 30, token_timeout: 10 };
    expect(patienceFor(HOSTED, {}, forAll)).toMatchObject({ firstTokenMs: 30_000, tokenMs: 10_000 });
    expect(localPatience({ token_timeout: 90 }, forAll)).toMatchObject({ firstTokenMs: 30_000, tokenMs: 90_000 });
    expect(patienceFor(HOSTED, { timeout: 5 }, forAll)).toMatchObject({ firstTokenMs: 5000, tokenMs: 5000 });
    expect(patienceFor(LOCAL, {}, { first_token_timeout: null })).toEqual(patienceFor(LOCAL, {}));
  });

  it('is the usual where the component says nothing that makes sense', () => {
    const usual = patienceFor(HOSTED, {});
    expect(patienceFor(HOSTED, { timeout: null, token_timeout: 0, first_token_timeout: -1 })).toEqual(usual);
    expect(patienceFor(HOSTED, { timeout: 1e12 }).firstTokenMs).toBe(2 ** 31 - 1);
  });

  it.each([
    'http://127.0.0.1:1234/v1',
    'http://[::1]:80',
    'http://192.168.1.4',
    'http://10.0.0.9',
    'http://172.20.0.1',
    'http://mac.local',
  ])('knows %s as nearby', (url) => {
    expect(isNearby(url)).toBe(true);
  });

  it.each(['https://api.openai.com', 'http://172.40.0.1', 'https://10.example.com', 'nonsense'])(
    'does not know %s as nearby',
    (url) => {
      expect(isNearby(url)).toBe(false);
    },
  );

  it('is said in words', () => {
    expect([200, 1000, 90_000, 120_000, 900_000].map(patienceWords)).toEqual([
      '0.2 seconds',
      '1 second',
      '90 seconds',
      '2 minutes',
      '15 minutes',
    ]);
  });
});
