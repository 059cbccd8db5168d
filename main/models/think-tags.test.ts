import { describe, expect, it } from 'vitest';
import { ThinkTags } from './think-tags.ts';

function separate(pieces: readonly string[]): { text: string; thought: string } {
  const tags = new ThinkTags();
  const parts = [...pieces.map((piece) => tags.take(piece)), tags.end()];
  return { text: parts.map((part) => part.text).join(''), thought: parts.map((part) => part.thought).join('') };
}

describe('ThinkTags', () => {
  it.each([
    [['<think>\nHm.</think>\n\nYes < no'], { thought: 'Hm.', text: 'Yes < no' }],
    [[...'<think>Hm, 1 < 2.</think>Yes'], { thought: 'Hm, 1 < 2.', text: 'Yes' }],
    [['Yes <think>no</think>'], { thought: '', text: 'Yes <think>no</think>' }],
    [['<thing>'], { thought: '', text: '<thing>' }],
    [['<th'], { thought: '', text: '<th' }],
    [['<think>never closed </th'], { thought: 'never closed </th', text: '' }],
    [[], { thought: '', text: '' }],
  ])('separates %j', (pieces, expected) => {
    expect(separate(pieces)).toEqual(expected);
  });
});
