import { describe, expect, it } from 'vitest';
import { RunEventBody } from '../../shared/run/event.ts';
import { SecretRedactor } from './secret-redactor.ts';

const KEY = 'sk-Ab+/=9 "ü\\very~secret';
const redactorOf = (...secrets: string[]): SecretRedactor => new SecretRedactor(() => secrets);

const said = (content: string): RunEventBody =>
  RunEventBody.parse({
    type: 'message',
    place: 'turn/1/writer/message:0',
    path: 'turn/1/writer',
    message: { type: 'TextMessage', source: 'writer', content, metadata: { note: content } },
  });

describe('a redactor', () => {
  it('takes keys out wherever they stand', () => {
    const redactor = redactorOf('sk-very-secret', 'short');
    expect(redactor.event(said('my key is sk-very-secret, in short'))).toEqual(said('my key is [redacted], in short'));
    expect(redactor.value({ 'sk-very-secret': ['x sk-very-secret'] })).toEqual({ '[redacted]': ['x [redacted]'] });
  });

  it('gives back the same value where there is nothing to hide', () => {
    const event = said('nothing here');
    expect(redactorOf('sk-very-secret').event(event)).toBe(event);
    expect(redactorOf().event(event)).toBe(event);
  });

  const encoded = encodeURIComponent(KEY);
  it.each<[string, string, string]>([
    ['an address', `?key=${encoded}&x`, '?key=[redacted]&x'],
    ['an address in small letters', encoded.toLowerCase().replace(/sk-ab/, 'sk-Ab'), '[redacted]'],
    ['a form', `key=${encoded.replaceAll('%20', '+')}`, 'key=[redacted]'],
    ['JSON inside a text', JSON.stringify({ key: KEY }), '{"key":"[redacted]"}'],
  ])('finds a key as it stands in %s', (_where, text, clean) => {
    expect(redactorOf(KEY).text(text)).toBe(clean);
  });

  it.each(['', 'u', 'us', 'use', 'user', 'user:'])('finds a key in base64 text behind "%s"', (before) => {
    for (const after of ['', 'x', 'xy', '\n']) {
      for (const encoding of ['base64', 'base64url'] as const) {
        const text = Buffer.from(`${before}${KEY}${after}`).toString(encoding);
        const clean = redactorOf(KEY).text(text);
        expect(clean).toContain('[redacted]');
        const rest = Buffer.from(clean.replace('[redacted]', ''), encoding).toString('latin1');
        for (let index = 0; index < KEY.length - 4; index += 1) {
          expect(rest).not.toContain(KEY.slice(index, index + 4));
        }
      }
    }
  });

  it('takes the longer of two keys where one begins like the other', () => {
    expect(redactorOf('sk-secret-1', 'sk-secret-1-more').text('sk-secret-1-more sk-secret-1')).toBe(
      '[redacted] [redacted]',
    );
  });

  it('knows keys that come later', () => {
    let secrets: string[] = [];
    const redactor = new SecretRedactor(() => secrets);
    expect(redactor.text('sk-very-secret')).toBe('sk-very-secret');
    secrets = ['sk-very-secret'];
    expect(redactor.text('sk-very-secret')).toBe('[redacted]');
  });
});

/** What a stream tells of a text that comes in these pieces. */
function streamed(redactor: SecretRedactor, pieces: readonly string[]): string[] {
  const stream = redactor.stream();
  return [...pieces.map((piece) => stream.push(piece)), stream.end()];
}

describe('a stream', () => {
  it('keeps back an end that may be the beginning of a key, and tells it when it is none', () => {
    const redactor = redactorOf('sk-very-secret');
    expect(streamed(redactor, ['it is s', 'k-very', '-secret.'])).toEqual(['it is ', '', '[redacted].', '']);
    expect(streamed(redactor, ['it is s', 'k-very', ' nice'])).toEqual(['it is ', '', 'sk-very nice', '']);
    expect(streamed(redactor, ['ends with sk-ve'])).toEqual(['ends with ', 'sk-ve']);
    expect(streamed(redactorOf(), ['as ', 'it is'])).toEqual(['as ', 'it is', '']);
  });

  it('tells what the whole text tells, however it is cut', () => {
    const redactor = redactorOf(KEY, 'aaaaaaaaab', 'sk-Ab+/=9 x', 'sk-Ab+/=9 "ü\\very');
    const words = [
      KEY,
      encodeURIComponent(KEY),
      Buffer.from(`me:${KEY}`).toString('base64'),
      'aaaaaaaaaaaaab',
      'sk-Ab+/=9 "ü\\vex',
      ' and ',
    ];
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    for (let round = 0; round < 300; round += 1) {
      const text = Array.from({ length: 1 + random(6) }, () => words[random(words.length)]).join('');
      const pieces: string[] = [];
      for (let at = 0; at < text.length;) {
        const length = 1 + random(random(2) === 0 ? 3 : 30);
        pieces.push(text.slice(at, at + length));
        at += length;
      }
      expect(streamed(redactor, pieces).join('')).toBe(redactor.text(text));
    }
  });
});
