import { describe, expect, it } from 'vitest';
import { modelInfo } from './model-info.ts';

describe('modelInfo', () => {
  it.each([
    ['gpt-4o-mini', 'gpt-4o', true, true],
    ['gpt-4.1', 'gpt-41', true, true],
    ['gpt-4-turbo', 'gpt-4', true, false],
    ['gpt-4', 'gpt-4', false, false],
    ['o3-mini', 'o3', false, true],
    ['claude-3-7-sonnet-20250219', 'claude-3-7-sonnet', true, false],
    ['claude-sonnet-4-20250514', 'claude-4-sonnet', true, false],
    ['openai/gpt-4o', 'gpt-4o', true, true],
    ['deepseek-r1:8b', 'r1', false, false],
    ['some-local-model', 'unknown', false, false],
  ])('knows %s', (name, family, vision, structured_output) => {
    expect(modelInfo(name, null)).toMatchObject({ family, vision, structured_output });
  });

  it('takes what a file says of its model, and the rest from the name', () => {
    expect(modelInfo('gpt-4o', { vision: false, family: 'mine', multiple_system_messages: null })).toEqual({
      vision: false,
      function_calling: true,
      json_output: true,
      family: 'mine',
      structured_output: true,
      multiple_system_messages: true,
    });
  });

  it('lets an unknown model call tools', () => {
    expect(modelInfo('some-local-model', undefined)).toEqual({
      vision: false,
      function_calling: true,
      json_output: true,
      family: 'unknown',
      structured_output: false,
    });
  });
});
