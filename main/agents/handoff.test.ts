import { expect, it } from 'vitest';
import { handoff } from './handoff.ts';

it('fills in what a handoff does not say, as AutoGen does', () => {
  const defaults = {
    target: 'Bob',
    description: 'Handoff to Bob.',
    name: 'transfer_to_bob',
    message: 'Transferred to Bob, adopting the role of Bob immediately.',
  };
  expect(handoff('Bob')).toEqual(defaults);
  expect(handoff({ target: 'Bob', description: '', name: '', message: '' })).toEqual(defaults);
});

it('keeps what a handoff says', () => {
  const given = { target: 'bob', description: 'Ask Bob.', name: 'ask_Bob', message: 'Over to Bob.' };
  expect(handoff(given)).toEqual(given);
});
