/** A search engine with a key of its own. */
export interface SearchEngineFacts {
  /** As people write it. */
  readonly title: string;
  /** The only host that may have its key, and where it is asked. */
  readonly host: string;
}

/** By the name that is used for its key (`secret:NAME`) and in the component. A SearXNG has an address of its own, and no key. */
export const SEARCH_ENGINES = {
  tavily: { title: 'Tavily', host: 'api.tavily.com' },
  brave: { title: 'Brave Search', host: 'api.search.brave.com' },
} as const satisfies Record<string, SearchEngineFacts>;

/** The search engine after which a key is named. */
export function searchEngineNamed(name: string): SearchEngineFacts | undefined {
  return Object.hasOwn(SEARCH_ENGINES, name) ? SEARCH_ENGINES[name as keyof typeof SEARCH_ENGINES] : undefined;
}
