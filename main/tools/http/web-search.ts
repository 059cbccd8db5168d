import * as z from 'zod';
import { failureText } from '../../../shared/failure.ts';
import { SEARCH_ENGINES } from '../../../shared/component/search-engines.ts';
import { webSearchTool as definition } from '../../../shared/component/web-tools.ts';
import type { JsonObject } from '../../../shared/json.ts';
import { checkedTool, errorResult, textResult } from '../checked-tool.ts';
import { ToolConfigError } from '../create-tool.ts';
import type { Tool } from '../tool.ts';
import type { GuardedRequest } from './guarded-fetch.ts';
import { textOf } from './response-text.ts';
import { type GuardedFetch, told } from './told.ts';

/** A kept key that a server may have, by the name in `secret:NAME`. */
export type KeyFor = (
  name: string,
  server: string,
) => { readonly type: 'key'; readonly key: string } | { readonly type: 'missing'; readonly message: string };

interface WebSearchPorts {
  readonly fetch: GuardedFetch;
  readonly keyFor: KeyFor;
}

type Config = ReturnType<typeof definition.config.parse>;
type Asked = Pick<GuardedRequest, 'url' | 'method' | 'headers' | 'body'>;

const Arguments = z.object({
  query: z.string().min(1).max(400).describe('What to look for.'),
  count: z.int().min(1).max(20).default(5).describe('How many results.'),
});

/** One result, whatever the server calls its parts. */
const Found = z.object({
  title: z.string().nullish(),
  url: z.string(),
  content: z.string().nullish(),
  description: z.string().nullish(),
});
const Answer = z.object({
  results: z.array(Found).optional(),
  web: z.object({ results: z.array(Found).optional() }).optional(),
});

/**
 * Searches the web with the key of the user: Tavily, Brave, or a SearXNG.
 * @throws ToolConfigError
 */
export function webSearchTool(config: JsonObject, { fetch, keyFor }: WebSearchPorts): Tool {
  const parsed = definition.config.safeParse(config);
  if (!parsed.success) throw new ToolConfigError(`A web search is not valid: ${parsed.error.message}`);
  return checkedTool({
    name: 'web_search',
    description: 'Searches the web: title, address and a few lines of each result.',
    risk: 'network',
    parameters: Arguments,
    run: ({ query, count }, { signal }) =>
      told(async () => {
        const asked = requestOf(parsed.data, { query, count, keyFor });
        if (typeof asked === 'string') return errorResult(asked);
        const limits = { mostRedirects: 0, timeoutMs: 30_000, mostBytes: 2_000_000, signal };
        const { status, bytes, headers } = await fetch({ ...asked, ...limits });
        const text = textOf(bytes, headers);
        if (status !== 200)
          return errorResult(`${asked.url.host} answered with status ${status}: ${text.slice(0, 300)}`);
        return textResult(listed(text, count));
      }),
  });
}

/** A sentence where it cannot be asked. */
function requestOf(
  config: Config,
  wanted: z.output<typeof Arguments> & Pick<WebSearchPorts, 'keyFor'>,
): Asked | string {
  const { engine, api_key: written, base_url } = config;
  const { query, count, keyFor } = wanted;
  const server = engine === 'searxng' ? (base_url ?? '') : `https://${SEARCH_ENGINES[engine].host}`;
  if (URL.parse(server) === null) return 'This search has no address. Enter that of your SearXNG on its card.';
  // A key is named like its engine, unless the card names another.
  const name = /^secret:(.+)$/.exec(written ?? '')?.[1] ?? (engine === 'searxng' ? undefined : engine);
  const key = name === undefined ? undefined : keyFor(name, server);
  if (key?.type === 'missing') return key.message;
  const secret = key?.key ?? '';
  const accept = { accept: 'application/json' };
  if (engine === 'tavily') {
    const headers = { ...accept, 'content-type': 'application/json', authorization: `Bearer ${secret}` };
    return {
      url: new URL('/search', server),
      method: 'POST',
      headers,
      body: JSON.stringify({ query, max_results: count }),
    };
  }
  const url = new URL(engine === 'brave' ? '/res/v1/web/search' : `${server.replace(/\/$/, '')}/search`, server);
  url.searchParams.set('q', query);
  if (engine === 'brave') url.searchParams.set('count', String(count));
  else url.searchParams.set('format', 'json');
  const headers = engine === 'brave' ? { ...accept, 'x-subscription-token': secret } : accept;
  return { url, method: 'GET', headers };
}

function listed(text: string, count: number): string {
  const answer = Answer.safeParse(read(text));
  const found = answer.data?.results ?? answer.data?.web?.results ?? [];
  if (found.length === 0) return 'Nothing was found.';
  return found
    .slice(0, count)
    .map(({ title, url, content, description }) => [title ?? url, url, plain(content ?? description ?? '')].join('\n'))
    .join('\n\n');
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return failureText(error);
  }
}

/** Engines mark what they found with tags. */
function plain(text: string): string {
  return text.replaceAll(/<\/?\w{1,10}>/g, '').slice(0, 600);
}
