import { expect, it } from 'vitest';
import { alternating } from './alternating-turns.ts';

type Messages = Parameters<typeof alternating>[0];
const picture = { type: 'image_url', image_url: { url: 'data:' } } as const;
const call = { id: 'a', type: 'function', function: { name: 'add', arguments: '{}' } } as const;

it.each<[string, Messages, Messages]>([
  [
    'joins what one side says in a row',
    [
      { role: 'user', content: 'a', name: 'ann' },
      { role: 'user', content: 'b', name: 'bob' },
      { role: 'assistant', content: 'c' },
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', content: '2', tool_call_id: 'a' },
    ],
    [
      { role: 'user', content: 'a\n\nb' },
      { role: 'assistant', content: 'c', tool_calls: [call] },
      { role: 'tool', content: '2', tool_call_id: 'a' },
    ],
  ],
  [
    'keeps pictures between texts',
    [
      { role: 'user', content: [picture] },
      { role: 'user', content: 'What is this?' },
    ],
    [{ role: 'user', content: [picture, { type: 'text', text: 'What is this?' }] }],
  ],
  [
    'gives the user the first and the last word, after the system message',
    [
      { role: 'system', content: 's' },
      { role: 'assistant', content: 'a' },
    ],
    [
      { role: 'system', content: 's' },
      { role: 'user', content: 'Continue.' },
      { role: 'assistant', content: 'a' },
      { role: 'user', content: 'Continue.' },
    ],
  ],
  [
    'asks for something where nothing was said',
    [{ role: 'system', content: 's' }],
    [
      { role: 'system', content: 's' },
      { role: 'user', content: 'Continue.' },
    ],
  ],
  [
    'keeps calls apart that have results of their own',
    [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', content: '2', tool_call_id: 'a' },
      { role: 'assistant', content: 'b' },
      { role: 'user', content: 'c' },
    ],
    [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', content: '2', tool_call_id: 'a' },
      { role: 'assistant', content: 'b' },
      { role: 'user', content: 'c' },
    ],
  ],
])('%s', (_what, messages, expected) => {
  expect(alternating(messages)).toEqual(expected);
});
