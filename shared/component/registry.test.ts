import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { componentDefinitions, findDefinition } from './registry.ts';

interface GoldenSchema {
  readonly component_type: string;
  readonly component_version: number;
  readonly config_schema: { readonly properties?: Readonly<Record<string, unknown>> };
}

const golden = JSON.parse(
  readFileSync(new URL('../../test/fixtures/autogen/golden/component_config_schemas.json', import.meta.url), 'utf8'),
) as Record<string, GoldenSchema>;

describe('component definitions', () => {
  it('have providers and class names that are unique', () => {
    const providers = componentDefinitions.map(({ provider }) => provider);
    expect(new Set(providers).size).toBe(providers.length);
    const classNames = providers.map((provider) => provider.slice(provider.lastIndexOf('.') + 1));
    expect(new Set(classNames).size).toBe(classNames.length);
  });

  it.each(componentDefinitions.map((definition) => [definition.provider, definition] as const))(
    'of %s start with a config that they accept, and label every field',
    (_, definition) => {
      expect(definition.config.safeParse(definition.initialConfig).error?.issues).toBeUndefined();
      for (const field of Object.values(definition.config.shape)) {
        expect((field as { meta(): object | undefined }).meta()).toMatchObject({
          title: expect.any(String),
          description: expect.any(String),
          widget: expect.any(String),
        });
      }
    },
  );

  it.each(Object.entries(golden))('know type, version and every config key of %s', (provider, schema) => {
    const definition = findDefinition(provider);
    expect(definition?.componentType).toBe(schema.component_type);
    expect(definition?.version).toBe(schema.component_version);
    const known = [...Object.keys(definition?.config.shape ?? {}), ...(definition?.slots.map(({ key }) => key) ?? [])];
    const keys = Object.keys(schema.config_schema.properties ?? {});
    expect(keys.filter((key) => !known.includes(key))).toEqual([]);
  });
});

describe('findDefinition', () => {
  it.each([
    ['openai_chat_completion_client', 'autogen_ext.models.openai.OpenAIChatCompletionClient'],
    ['OllamaChatCompletionClient', 'autogen_ext.models.ollama.OllamaChatCompletionClient'],
    ['AzureOpenAIChatCompletionClient', 'autogen_ext.models.openai.AzureOpenAIChatCompletionClient'],
    [
      'autogen_ext.models.openai._openai_client.OpenAIChatCompletionClient',
      'autogen_ext.models.openai.OpenAIChatCompletionClient',
    ],
    [
      'autogen_agentchat.teams._group_chat._round_robin_group_chat.RoundRobinGroupChat',
      'autogen_agentchat.teams.RoundRobinGroupChat',
    ],
  ])('takes %s for %s', (provider, expected) => {
    expect(findDefinition(provider)?.provider).toBe(expected);
  });

  it.each(['my_package.AssistantAgent', 'AssistantAgent', 'autogen_ext.AssistantAgent', '__proto__', ''])(
    'does not know %j',
    (provider) => {
      expect(findDefinition(provider)).toBeUndefined();
    },
  );
});
