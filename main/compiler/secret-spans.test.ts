import { expect, it } from 'vitest';
import { secretSpans } from './secret-spans.ts';

/** The text with its secrets in brackets. */
function marked(text: string, field: string, holder = 'config'): string {
  return secretSpans(text, { field, holder }).reduceRight(
    (marked, { start, end }) => `${marked.slice(0, start)}[${marked.slice(start, end)}]${marked.slice(end)}`,
    text,
  );
}

it.each([
  ['sk-1', 'api_key', 'config', '[sk-1]'],
  ['', 'api_key', 'config', ''],
  ['sk-1', 'model', 'config', 'sk-1'],
  ['Bearer sk-1', 'Authorization', 'default_headers', 'Bearer [sk-1]'],
  ['sk-1', 'x-api-key', 'headers', '[sk-1]'],
  ['Mozilla', 'User-Agent', 'headers', 'Mozilla'],
  ['sk-1', 'GITHUB_TOKEN', 'env', '[sk-1]'],
  ['/bin', 'PATH', 'env', '/bin'],
  ['https://me:pw@host/v1', 'base_url', 'config', 'https://me:[pw]@host/v1'],
  ['https://ghp_1@host/v1', 'url', 'config', 'https://[ghp_1]@host/v1'],
  [
    'https://host/v1?api-version=1&api_key=sk-1&x=2',
    'base_url',
    'config',
    'https://host/v1?api-version=1&api_key=[sk-1]&x=2',
  ],
  ['https://host/sse?access_token=t#f', 'url', 'server_params', 'https://host/sse?access_token=[t]#f'],
  ['https://me:@host?key=', 'url', 'config', 'https://me:@host?key='],
  ['https://host/v1@2?monkey=1', 'url', 'config', 'https://host/v1@2?monkey=1'],
  ['see https://host?key=1 for more', 'description', 'config', 'see https://host?key=1 for more'],
])('finds in %j of %s in %s what is secret', (text, field, holder, expected) => {
  expect(marked(text, field, holder)).toBe(expected);
});
