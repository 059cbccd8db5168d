import {
  MODEL_PROVIDER_NAMES,
  providerFacts,
  type ModelProviderName,
} from '../../../shared/component/model-providers.ts';

/** The provider after which a key is named, whose own hosts may have it. */
export function providerNamed(name: string): ModelProviderName | undefined {
  return MODEL_PROVIDER_NAMES.find((provider) => provider === name);
}

/** Hosts and addresses to which a key of this name goes. */
export function placesOf(name: string, baseUrls: readonly string[]): string[] {
  const provider = providerNamed(name);
  const host = provider === undefined ? undefined : providerFacts(provider).host;
  return [...(host === undefined ? [] : [host]), ...baseUrls];
}

/** The first name of this stem that no key has yet. */
export function freeKeyName(stem: string, taken: readonly string[]): string {
  if (!taken.includes(stem)) return stem;
  for (let number = 2; ; number += 1) if (!taken.includes(`${stem}-${number}`)) return `${stem}-${number}`;
}
