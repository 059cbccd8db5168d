import { expect, it } from 'vitest';
import { findPart, offeredParts } from './model-presets.ts';
import { openAIChatCompletionClient } from './openai-models.ts';

it('offers every component, and presets of servers among the models', () => {
  const models = offeredParts.filter(({ definition }) => definition.group === 'models');
  const titles = models.map(({ definition }) => definition.title);
  expect(titles.slice(0, 4)).toEqual(['OpenAI', 'Azure OpenAI', 'OpenAI Responses', 'Anthropic']);
  expect(titles).toEqual(expect.arrayContaining(['Groq', 'DashScope', 'LM Studio', 'Ollama', 'Gemini']));
  expect(new Set(offeredParts.map(({ key }) => key)).size).toBe(offeredParts.length);
});

it('makes of a preset what AutoGen reads too', () => {
  expect(findPart(`${openAIChatCompletionClient.provider}#groq`)).toMatchObject({
    provider: 'groq',
    definition: {
      provider: openAIChatCompletionClient.provider,
      initialConfig: { model: 'llama-3.3-70b-versatile', base_url: 'https://api.groq.com/openai/v1' },
    },
  });
});

it('knows whose key a part needs', () => {
  const owner = (provider: string) => findPart(provider)?.provider;
  expect(owner(openAIChatCompletionClient.provider)).toBe('openai');
  expect(owner('troupe.models.OpenAIResponsesClient')).toBe('openai');
  expect(owner('troupe.models.GeminiChatCompletionClient')).toBe('gemini');
  expect(owner('autogen_agentchat.agents.AssistantAgent')).toBeUndefined();
});
