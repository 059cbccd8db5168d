import { expect, it } from 'vitest';
import { castOf } from './cast.ts';

const agents = (...names: string[]) => names.map((name) => ({ name, isHuman: false }));
const monograms = (...names: string[]) => [...castOf(agents(...names)).values()].map(({ monogram }) => monogram);

it('sets the first two letters like the symbol of an element', () => {
  expect(monograms('planner', 'Researcher', 'WRITER')).toEqual(['Pl', 'Re', 'Wr']);
});

it('finds another second letter where two names begin alike', () => {
  expect(monograms('Reader', 'Researcher', 'ReaderTwo', 'Rea')).toEqual(['Re', 'Rs', 'Rt', 'Ra']);
});

it('still has a portrait for a name of one letter, of no letter, and for many of the same', () => {
  expect(monograms('a', '—', 'A', 'A ')).toEqual(['A', '?', 'A0', 'A1']);
});

it('gives twelve agents twelve colours and a person none of them', () => {
  const names = Array.from({ length: 12 }, (_, index) => `agent ${index}`);
  const cast = castOf([...agents(...names), { name: 'me', isHuman: true }]);
  expect(new Set([...cast.values()].map(({ colour }) => colour)).size).toBe(13);
  expect(cast.get('me')).toEqual({ monogram: 'Me', colour: 'a-human' });
});

it('keeps the colour of a name when another one leaves', () => {
  const all = castOf(agents('Writer', 'Critic', 'Planner'));
  const fewer = castOf(agents('Writer', 'Planner'));
  expect(fewer.get('Writer')).toEqual(all.get('Writer'));
});
