import { expect, it } from 'vitest';
import { DocumentId, RunId } from '../../shared/ids.ts';
import { formatPlace, parsePlace } from './address.ts';

it('names a document and a run of it, so that a reload finds them again', () => {
  const place = { document: DocumentId.parse('team/ä 1'), run: RunId.parse('r#2') };
  expect(formatPlace(place)).toBe('#/team/team%2F%C3%A4%201/run/r%232');
  expect(parsePlace(formatPlace(place))).toEqual(place);
  expect(parsePlace(formatPlace({ ...place, run: null }))).toEqual({ ...place, run: null });
});

it.each(['', '#', '#/team/', '#/team/%E0%A4%A', '#token=abc', '#/team/a/b', '#/elsewhere/a'])(
  'names nothing: %s',
  (hash) => expect(parsePlace(hash)).toBeNull(),
);
