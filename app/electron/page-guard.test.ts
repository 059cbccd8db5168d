import { expect, it } from 'vitest';
import { externalLink, isOwnPage } from './page-guard.ts';

it('knows its own page', () => {
  expect(isOwnPage('app://troupe/index.html#/team/d-1', 'app://troupe')).toBe(true);
  for (const url of [
    'app://troupe.example/',
    'app://other/',
    'https://troupe/',
    'file:///etc/passwd',
    'about:blank',
    '',
  ]) {
    expect({ url, isOwn: isOwnPage(url, 'app://troupe') }).toEqual({ url, isOwn: false });
  }
});

it('lets only plain https links out', () => {
  expect(externalLink('https://example.org/a?b')).toBe('https://example.org/a?b');
  for (const url of [
    'http://example.org',
    'https://bank.example@evil.example/',
    'file:///etc/passwd',
    'smb://host',
    'x',
  ]) {
    expect({ url, link: externalLink(url) }).toEqual({ url, link: undefined });
  }
});
