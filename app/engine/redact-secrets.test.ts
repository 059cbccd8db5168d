import { expect, it } from 'vitest';
import { RunEventBody } from '../../shared/run/event.ts';
import { redactSecrets } from './redact-secrets.ts';

const said = (content: string): RunEventBody =>
  RunEventBody.parse({
    type: 'message',
    place: 'turn/1/writer/message:0',
    path: 'turn/1/writer',
    message: { type: 'TextMessage', source: 'writer', content, metadata: { note: content } },
  });

it('takes keys out wherever they stand', () => {
  const redact = redactSecrets(() => ['sk-very-secret', 'short']);
  expect(redact(said('my key is sk-very-secret, in short'))).toEqual(said('my key is [redacted], in short'));
});

it('gives back the same event where there is nothing to hide', () => {
  const event = said('nothing here');
  expect(redactSecrets(() => ['sk-very-secret'])(event)).toBe(event);
  expect(redactSecrets(() => [])(event)).toBe(event);
});
