import { readPageFile } from '../page/page-files.ts';

/** The scheme and host under which the window sees its page. Its own origin, with nothing else on it. */
export const APP_ORIGIN = 'app://troupe';

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    `default-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; font-src 'self'; ` +
    `frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/** Answers one request of the window from the built page in `folder`, and from nothing else. */
export async function answerAppRequest(
  folder: string,
  { url, method }: Pick<Request, 'url' | 'method'>,
): Promise<Response> {
  const { protocol, host, pathname } = new URL(url);
  if (`${protocol}//${host}` !== APP_ORIGIN) return refusal(404);
  if (method !== 'GET') return refusal(405);
  const file = await readPageFile(folder, pathname);
  if (file === undefined) return refusal(404);
  return new Response(file.content, { headers: { ...HEADERS, 'content-type': file.contentType } });
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: HEADERS });
}
