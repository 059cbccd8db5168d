import type Turndown from 'turndown';
import type { GuardedResponse } from './guarded-fetch.ts';
import { textOf } from './response-text.ts';

/** What of a page is not what it says: programs, looks, ways to other pages, forms. */
const BESIDE = [
  'script',
  'style',
  'noscript',
  'template',
  'nav',
  'header',
  'footer',
  'aside',
  'form',
  'iframe',
  'button',
];
/** Reading more of a page would keep the engine busy: it takes about a second. */
const MOST_HTML = 1_000_000;
/** Nested deeper, a page is made to be a burden: reading it ends in a full stack. */
const DEEPEST = 300;

type Said = { readonly text: string } | { readonly problem: string };

/** What an answer says: a page as Markdown, other text as it is; a sentence where it says nothing that can be read. */
export async function pageText({ bytes, headers }: GuardedResponse): Promise<Said> {
  const type = (headers.get('content-type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/html' || type === 'application/xhtml+xml') return asMarkdown(textOf(bytes, headers));
  const isText = type.startsWith('text/') || /[/+](json|xml|yaml|javascript|x-ndjson)$/.test(type);
  return isText ? { text: textOf(bytes, headers) } : { problem: `It is "${type}", which is no text.` };
}

async function asMarkdown(html: string): Promise<Said> {
  const main = mainPart(html).slice(0, MOST_HTML);
  if (isTooDeep(main)) return { problem: 'The page is nested too deeply to be read.' };
  const { default: TurndownService } = await import('turndown');
  const service = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '*' });
  service.remove(BESIDE as Turndown.TagName[]); // its type names fewer elements than there are
  const title = titleOf(html);
  return { text: (title === '' ? '' : `# ${title}\n\n`) + service.turndown(main).trim() };
}

/** The part that the page itself calls its main one, where it does. */
function mainPart(html: string): string {
  for (const name of ['main', 'article']) {
    const start = html.search(new RegExp(`<${name}[\\s>]`, 'i'));
    const end = html.toLowerCase().lastIndexOf(`</${name}>`);
    if (start >= 0 && end > start) return html.slice(start, end);
  }
  return html;
}

function titleOf(html: string): string {
  const head = html.slice(0, 20_000);
  const start = head.search(/<title[\s>]/i);
  const [, text = ''] = start < 0 ? [] : head.slice(start).split(/[<>]/).slice(1);
  return text.trim().slice(0, 300);
}

/** Elements that end by themselves, or are closed by the next of their kind. */
const SHALLOW: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr p li dt dd tr td th option thead tbody tfoot'.split(
    ' ',
  ),
);

function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, closing = '', name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)/gi)) {
    if (SHALLOW.has(name.toLowerCase())) continue;
    depth = Math.max(0, depth + (closing === '' ? 1 : -1));
    if (depth > DEEPEST) return true;
  }
  return false;
}
