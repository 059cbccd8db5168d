import { describe, expect, it } from 'vitest';
import { ComparedText } from './compared-text.ts';

const isLike = (one: string, other: string): boolean => new ComparedText(one).isLike(new ComparedText(other));

const LONG =
  'I have looked at the draft again and I still think that the opening is too long, the middle is fine, and the end ' +
  'could say more clearly what the reader should do next.';

describe('two texts are alike', () => {
  it.each([
    ['that are equal', 'Go on.', 'Go on.'],
    ['but for case, signs and spaces', '**Thank you!**  You are welcome.', 'thank you, you are welcome'],
    ['but for a word or two in a longer one', LONG, LONG.replace('still', 'really')],
    ['that are equal signs', '!!!', '!!!'],
    ['in a writing without spaces', '好的，谢谢你！', '好的 谢谢你'],
    ['that go on for long', `${'many words of this '.repeat(600)}end`, `${'many words of this '.repeat(600)}other end`],
  ])('%s', (_what, one, other) => {
    expect(isLike(one, other)).toBe(true);
  });
});

describe('two texts are not alike', () => {
  it.each([
    ['that are short and differ in a word', 'Shall I delete the first?', 'Shall I delete the second?'],
    ['that count', 'The number is 7.', 'The number is 8.'],
    ['that go through a list of files', `${LONG} Now a.txt.`, `${LONG} Now b.txt.`],
    ['that name somebody else', `${LONG} Ask Alice for it.`, `${LONG} Ask Bob for it.`],
    ['of which one has the word that was waited for', LONG, `${LONG} Now APPROVED.`],
    ['of other signs', '👍', '👎'],
    ['of which one says much more', 'Fine.', `Fine. ${LONG}`],
    ['in which a sentence was changed', LONG, LONG.replace('the middle is fine', 'you forgot to thank the sponsors')],
    ['in a writing without spaces', '好的，谢谢你！', '好的，谢谢他！'],
  ])('%s', (_what, one, other) => {
    expect(isLike(one, other)).toBe(false);
  });
});

it('a text of fewer than four words says little', () => {
  const slight = ['', 'ok', 'Yes, go on', '👍'].map((text) => new ComparedText(text).isSlight);
  expect(slight).toEqual([true, true, true, true]);
  expect(new ComparedText('Thank you very much').isSlight).toBe(false);
});
