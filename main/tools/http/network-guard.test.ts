import { describe, expect, it } from 'vitest';
import { checkUrl, guardedLookup, hostAndPort } from './network-guard.ts';
import { isPublicAddress } from './public-address.ts';

const nothing = (_target: string): boolean => false;
const check = (address: string, isAllowed = nothing): string => {
  try {
    checkUrl(new URL(address), isAllowed);
    return 'passes';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('addresses of the open net', () => {
  it.each(['1.1.1.1', '8.8.8.8', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
    'are %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '168.63.129.16',
    '100.64.0.1',
    '100.100.100.200',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '239.255.255.250',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    '100::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    'example.org',
    '',
  ])('are not %s', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('an address as it is written', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://①②⑦.0.0.1/',
    'http://127.0.0.1./',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[0:0:0:0:0:ffff:a9fe:a9fe]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/',
    'http://0/',
  ])('is refused before anything is asked: %s', (address) => expect(check(address)).toContain('tools may not reach'));

  it.each([
    ['file:///etc/passwd', 'only http and https are'],
    ['ftp://example.org/', 'only http and https are'],
    ['javascript:alert(1)', 'only http and https are'],
    ['data:text/html,x', 'only http and https are'],
    ['https://user:word@example.org/', 'a name or password'],
    ['https://example.org@127.0.0.1/', 'a name or password'],
  ])('is refused where it is no plain address of the web: %s', (address, words) =>
    expect(check(address)).toContain(words),
  );

  it('passes where a person allowed just this host and port', () => {
    const isAllowed = (target: string): boolean => target === '127.0.0.1:8080';
    expect(check('http://127.0.0.1:8080/', isAllowed)).toBe('passes');
    expect(check('http://127.0.0.1:8081/', isAllowed)).toContain('tools may not reach');
    expect(check('http://127.0.0.1/', isAllowed)).toContain('tools may not reach');
    expect([hostAndPort(new URL('https://[::1]/')), hostAndPort(new URL('http://a.example./'))]).toEqual([
      '::1:443',
      'a.example:80',
    ]);
  });
});

describe('a name', () => {
  const found = (...addresses: string[]) =>
    guardedLookup('a.example:443', nothing, (_name, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    );
  const ask = (lookup: ReturnType<typeof found>, all: boolean): Promise<unknown> =>
    new Promise((resolve) => lookup('a.example', { all }, (error, address) => resolve(error?.message ?? address)));

  it('is what was looked up, for one connection', async () => {
    expect(await ask(found('8.8.8.8', '1.1.1.1'), false)).toBe('8.8.8.8');
    expect(await ask(found('8.8.8.8'), true)).toEqual([{ address: '8.8.8.8', family: 4 }]);
  });

  it.each([['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['2606:4700::1111', '::1'], ['::ffff:192.168.0.1']])(
    'is refused where one of its addresses is closed: %s %s',
    async (...addresses) =>
      expect(await ask(found(...addresses), true)).toContain('"a.example:443" is on this computer'),
  );

  it('that has no address says so', async () => {
    expect(await ask(found(), false)).toBe('"a.example" has no address.');
  });
});
