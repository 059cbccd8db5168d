import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { answerAppRequest } from './app-protocol.ts';

const folder = mkdtempSync(join(tmpdir(), 'troupe-app-'));
mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
writeFileSync(join(folder, 'page', 'index.html'), '<title>Troupe</title>');
writeFileSync(join(folder, 'page', 'assets', 'app-1a2b.js'), 'run()');
writeFileSync(join(folder, 'secret.json'), '"outside"');
afterAll(() => rmSync(folder, { recursive: true }));

const ask = (url: string, method = 'GET'): Promise<Response> => answerAppRequest(join(folder, 'page'), { url, method });

it('hands out the built page, confined by its headers', async () => {
  const page = await ask('app://troupe/index.html#/team/d-1');
  expect(await page.text()).toBe('<title>Troupe</title>');
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'self'; /);
  const script = await ask('app://troupe/assets/app-1a2b.js');
  expect([await script.text(), script.headers.get('content-type')]).toEqual([
    'run()',
    'text/javascript; charset=utf-8',
  ]);
});

it.each([
  'app://other/index.html',
  'app://troupe/..%2fsecret.json',
  'app://troupe/..%5csecret.json',
  'app://troupe/%2e%2e/secret.json',
  'app://troupe/../../secret.json',
  'app://troupe/assets',
  'app://troupe/%00',
  'https://troupe/index.html',
])('hands out nothing for %s', async (url) => {
  expect((await ask(url)).status).toBe(404);
});

it('answers only GET', async () => {
  expect((await ask('app://troupe/index.html', 'POST')).status).toBe(405);
});
