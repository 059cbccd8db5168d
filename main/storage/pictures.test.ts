import { expect, it } from 'vitest';
import { ContentHash, RunId } from '../../shared/ids.ts';
import type { RunEventBody } from '../../shared/run/event.ts';
import { openTemporary } from './open-temporary.ts';
import { SqliteRunStore } from './run-store.ts';

const run = RunId.parse('r');
const owner = { id: 'me', pid: 1 };
const DIGEST = ContentHash.parse('x'.repeat(43));
const data = 'iVBORw0KGgo'.repeat(200);

function said(place: string, ...content: (string | { data: string })[]): RunEventBody {
  const message = { type: 'MultiModalMessage', source: 'user', content, id: place } as const;
  const stamp = { models_usage: null, metadata: {}, created_at: '2026-01-01T00:00:00.000Z' };
  return { type: 'message', place, path: '', message: { ...message, ...stamp } };
}

it('keeps a picture once, however many events hold it, and gives it back', () => {
  const connection = openTemporary();
  const store = new SqliteRunStore(connection);
  store.create({ id: run, title: 'r', document: null, parent: null, createdAtMs: 0 }, owner);
  const bodies: RunEventBody[] = [
    said('one', 'Look.', { data }),
    said('two', { data }, 'and', { data }),
    said('small', 'Look.', { data: 'iVBORw==' }),
    {
      type: 'effect-end',
      place: 'human:0',
      kind: 'human',
      requested: DIGEST,
      outcome: ['Here.', { data }],
      startedAtMs: 0,
      durationMs: 0,
    },
  ];
  const events = bodies.map((body, index) => ({ run, sequence: index + 1, timestampMs: 0, body }));
  store.commit([{ run, owner: owner.id, events }], 'normal');
  expect(store.read({ run, after: 0, limit: 10 }).map(({ body }) => body)).toEqual(bodies);
  const stored = connection.prepare<[], { body: string }>('SELECT body FROM events ORDER BY sequence').all();
  expect(stored.map(({ body }) => body.includes(data))).toEqual([false, false, false, false]);
  expect(connection.prepare<[], { content: string }>('SELECT content FROM blobs').all()).toEqual([{ content: data }]);
});

it('leaves what only looks like a picture of its own as it is', () => {
  const store = new SqliteRunStore(openTemporary());
  store.create({ id: run, title: 'r', document: null, parent: null, createdAtMs: 0 }, owner);
  const outcome = { $picture: 'no-such-hash', more: { $picture: 1 }, text: '{"$picture":"x"}' };
  const body: RunEventBody = {
    type: 'effect-end',
    place: 'tool:0',
    kind: 'tool',
    requested: DIGEST,
    outcome,
    startedAtMs: 0,
    durationMs: 0,
  };
  store.commit([{ run, owner: owner.id, events: [{ run, sequence: 1, timestampMs: 0, body }] }], 'normal');
  expect(store.read({ run, after: 0, limit: 1 })[0]?.body).toEqual(body);
});
