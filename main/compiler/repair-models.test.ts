import { expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { repairComponent } from './repair-component.ts';

const OPENAI = 'autogen_ext.models.openai.OpenAIChatCompletionClient';

function repaired(provider: string, config: JsonObject) {
  const { component, notes } = repairComponent({ provider, config });
  return { provider: component.provider, config: component.config, notes: notes.length };
}

it('tells AutoGen what a model can do that it does not know by name', () => {
  const base_url = 'https://api.groq.com/openai/v1';
  expect(repaired(OPENAI, { model: 'llama-3.3-70b-versatile', base_url })).toEqual({
    provider: OPENAI,
    config: {
      model: 'llama-3.3-70b-versatile',
      base_url,
      model_info: {
        vision: false,
        function_calling: true,
        json_output: true,
        family: 'llama-3.3-70b',
        structured_output: false,
        multiple_system_messages: false,
      },
    },
    notes: 1,
  });
  expect(repaired(OPENAI, { model: 'gpt-4o' })).toEqual({ provider: OPENAI, config: { model: 'gpt-4o' }, notes: 0 });
});

it('writes clients that AutoGen does not have as the nearest that it has', () => {
  const responses = { model: 'gpt-5', reasoning_effort: 'low', reasoning_summary: 'auto', max_output_tokens: 50 };
  expect(repaired('troupe.models.OpenAIResponsesClient', responses)).toEqual({
    provider: OPENAI,
    config: { model: 'gpt-5', max_tokens: 50, reasoning_effort: 'low' },
    notes: 1,
  });
  const gemini = { model: 'gemini-2.5-flash', temperature: 0, stop_sequences: ['END'], thinking_budget: 0, seed: null };
  expect(repaired('troupe.models.GeminiChatCompletionClient', gemini)).toEqual({
    provider: OPENAI,
    config: { model: 'gemini-2.5-flash', temperature: 0, stop: ['END'] },
    notes: 1,
  });
});
