import { expect, it } from 'vitest';
import type { KeyPorts } from './key-ring.ts';
import { withSecrets } from './secret-headers.ts';

const baseUrl = 'https://models.example/v1';
const ports: KeyPorts = {
  env: {},
  confirmed: [],
  secrets: {
    secret: (name) =>
      ({
        mine: { value: 'sk-mine', baseUrls: [baseUrl] },
        theirs: { value: 'sk-theirs', baseUrls: ['https://other.example'] },
      })[name],
  },
};
const question = { owner: 'openai', baseUrl } as const;

it('puts kept keys in place of their names, and leaves all else as it is', () => {
  const headers = { authorization: 'Bearer secret:mine', 'x-plain': 'as it is' };
  expect(withSecrets(headers, question, ports)).toEqual({ authorization: 'Bearer sk-mine', 'x-plain': 'as it is' });
  expect(withSecrets(null, question, ports)).toEqual({});
});

it.each([
  ['theirs', 'The header x-api-key cannot be sent. The key "theirs" was not kept for https://models.example/v1.'],
  ['gone', 'The header x-api-key cannot be sent. There is no key "gone" here.'],
])('sends nothing where the key %s may not go there or is not kept', (name, message) => {
  expect(() => withSecrets({ 'x-api-key': `secret:${name}` }, question, ports)).toThrow(message);
});
