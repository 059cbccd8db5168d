import { describe, expect, it } from 'vitest';
import { parseModelFlag } from './parse-model-flag.ts';

describe('parseModelFlag', () => {
  it.each([
    ['openai:gpt-4o', { provider: 'openai', model: 'gpt-4o' }],
    ['ollama:llama3.2:3b', { provider: 'ollama', model: 'llama3.2:3b' }],
    ['openai:@cf/meta/llama', { provider: 'openai', model: '@cf/meta/llama' }],
    ['openai:gpt-4o@http://127.0.0.1:9/v1', { provider: 'openai', model: 'gpt-4o', baseUrl: 'http://127.0.0.1:9/v1' }],
    ['openai:a@b@https://x.example', { provider: 'openai', model: 'a@b', baseUrl: 'https://x.example' }],
    ['openai:a@http://me:pw@box/v1', { provider: 'openai', model: 'a', baseUrl: 'http://me:pw@box/v1' }],
    ['anthropic:claude-sonnet-4-20250514', { provider: 'anthropic', model: 'claude-sonnet-4-20250514' }],
  ])('reads %s', (text, model) => {
    expect(parseModelFlag(text)).toEqual({ ok: true, model });
  });

  it.each([
    ['gpt-4o', /^"gpt-4o" names no model\. Write PROVIDER:NAME/],
    [':gpt-4o', /names no model/],
    ['openai:', /names no model/],
    ['openai:@http://box/v1', /names no model/],
    ['llama:pro', /^"llama" is no provider\. Known are openai, anthropic, .*, ollama, lmstudio, vllm, local\.$/],
    ['openai:gpt-4o@localhost:1234/v1', /^The base URL "localhost:1234\/v1" must begin with http/],
    ['openai:gpt-4o@http://', /is no base URL/],
    ['openai:gpt-4o@http:/box', /no whole base URL/],
  ])('refuses %s with a reason', (text, message) => {
    expect(parseModelFlag(text)).toEqual({ ok: false, message: expect.stringMatching(message) as string });
  });
});
