import * as z from 'zod';
import { checkedTool, errorResult, textResult } from '../checked-tool.ts';
import type { Tool } from '../tool.ts';
import { pageText } from './page-text.ts';
import { type GuardedFetch, told } from './told.ts';

const MOST_BYTES = 3_000_000;
const MOST_CHARACTERS = 30_000;

const Arguments = z.object({
  url: z.string().describe('The whole address, with https://.'),
  offset: z.int().nonnegative().default(0).describe('Where to begin, in characters.'),
});

/** Reads a page of the web, as Markdown, a part at a time where it is long. */
export function fetchPageTool(fetch: GuardedFetch): Tool {
  return checkedTool({
    name: 'fetch_page',
    description: 'Reads a page of the web: what it says, as Markdown.',
    risk: 'network',
    parameters: Arguments,
    run: ({ url: written, offset }, { signal }) =>
      told(async () => {
        const url = URL.parse(written.includes('://') ? written : `https://${written}`);
        if (url === null) return errorResult(`"${written}" is no address.`);
        const headers = { accept: 'text/html,text/plain;q=0.9,*/*;q=0.5', 'user-agent': 'Troupe' };
        const limits = { mostRedirects: 5, timeoutMs: 30_000, mostBytes: MOST_BYTES, signal };
        const response = await fetch({ url, method: 'GET', headers, ...limits });
        if (response.status >= 400) return errorResult(`${response.url.href} answered with status ${response.status}.`);
        const page = await pageText(response);
        if ('problem' in page) return errorResult(page.problem);
        const end = offset + MOST_CHARACTERS;
        const rest = page.text.length - end;
        const more = rest > 0 ? `\n[${rest} more characters. Go on with offset ${end}.]` : '';
        return textResult(`${response.url.href}\n\n${page.text.slice(offset, end)}${more}`);
      }),
  });
}
