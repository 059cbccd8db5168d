import type { ComponentDefinition } from './definition.ts';
import { MODEL_PROVIDER_NAMES, type ModelProviderName, providerFacts } from './model-providers.ts';
import { openAIChatCompletionClient } from './openai-models.ts';
import { componentDefinitions } from './registry.ts';

/** A part as it is offered: a component, or a preset of one, which is the same component with other settings to begin with. */
export interface OfferedPart {
  /** Names it among all parts; it may travel as text. */
  readonly key: string;
  readonly definition: ComponentDefinition;
  /** Whose key it needs, where it needs one. */
  readonly provider?: ModelProviderName;
}

const { provider: OPENAI } = openAIChatCompletionClient;

/** Servers that speak OpenAI's language, each ready to be asked. AutoGen reads such a component too. */
const presets: readonly OfferedPart[] = MODEL_PROVIDER_NAMES.flatMap((name) => {
  const { title, server, component, models } = providerFacts(name);
  if (name === 'openai' || server === undefined || component?.provider !== OPENAI) return [];
  const definition: ComponentDefinition = {
    ...openAIChatCompletionClient,
    title,
    summary: server.isLocal === true ? `Models that ${title} serves on this machine.` : `Models of ${title}.`,
    needsKey: server.isLocal !== true,
    initialConfig: { model: models[0] ?? '', base_url: server.baseUrl },
  };
  return [{ key: `${OPENAI}#${name}`, definition, provider: name }];
});

const OWN_KEY: Readonly<Record<string, ModelProviderName>> = {
  ...Object.fromEntries(
    MODEL_PROVIDER_NAMES.map((name) => [providerFacts(name).component?.provider ?? '', name] as const).toReversed(),
  ),
  'troupe.models.OpenAIResponsesClient': 'openai',
};

const plain: readonly OfferedPart[] = componentDefinitions.map((definition) => {
  const { provider: key } = definition;
  const provider = OWN_KEY[key];
  return { key, definition, ...(provider !== undefined && { provider }) };
});

const firstLocal = plain.findIndex(({ definition }) => definition.group === 'models' && definition.needsKey !== true);

/** Everything that can be added to a team, in the order in which it is shown. */
export const offeredParts: readonly OfferedPart[] = plain.toSpliced(firstLocal, 0, ...presets);

/** The part of this key. */
export function findPart(key: string): OfferedPart | undefined {
  return offeredParts.find((part) => part.key === key);
}
