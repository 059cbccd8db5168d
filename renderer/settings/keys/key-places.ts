import { MODEL_PROVIDER_NAMES, providerFacts } from '../../../shared/component/model-providers.ts';
import { SEARCH_ENGINES, searchEngineNamed } from '../../../shared/component/search-engines.ts';

/** Who a key of this name belongs to: a provider of models, or a search engine. */
export function ownerNamed(name: string): { readonly title: string; readonly host?: string } | undefined {
  const provider = MODEL_PROVIDER_NAMES.find((one) => one === name);
  return provider === undefined ? searchEngineNamed(name) : providerFacts(provider);
}

/** Names of all owners of keys. */
export const KEY_OWNERS: readonly string[] = [...MODEL_PROVIDER_NAMES, ...Object.keys(SEARCH_ENGINES)];

/** Hosts and addresses to which a key of this name goes. */
export function placesOf(name: string, baseUrls: readonly string[]): string[] {
  const host = ownerNamed(name)?.host;
  return [...(host === undefined ? [] : [host]), ...baseUrls];
}

/** The first name of this stem that no key has yet. */
export function freeKeyName(stem: string, taken: readonly string[]): string {
  if (!taken.includes(stem)) return stem;
  for (let number = 2; ; number += 1) if (!taken.includes(`${stem}-${number}`)) return `${stem}-${number}`;
}
