import { expect, it } from 'vitest';
import { RefusedError } from './connection.ts';
import { sessionToken, type SessionPorts } from './session.ts';

/** A page at an address, a host that knows some one-time tokens, and what the page did. */
function page(address: string, { tokens = [], kept = null }: { tokens?: string[]; kept?: string | null } = {}) {
  const url = new URL(address);
  const storage = new Map(kept === null ? [] : [['troupe.session', kept]]);
  const shown: string[] = [];
  const asked: string[] = [];
  const ports: SessionPorts = {
    location: url,
    history: { replaceState: (_data, _unused, to) => shown.push(String(to)) },
    storage: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => storage.set(key, value),
      removeItem: (key) => storage.delete(key),
    },
    fetch: (_url, init) => {
      const { token } = JSON.parse(String(init?.body)) as { token: string };
      asked.push(token);
      return Promise.resolve(
        tokens.includes(token)
          ? Response.json({ session: `session of ${token}` })
          : new Response('used already', { status: 401 }),
      );
    },
  };
  return { ports, storage, shown, asked };
}

it('exchanges the token of the address once, keeps the session and clears the address bar', async () => {
  const { ports, storage, shown } = page('http://127.0.0.1:4870/?token=abc#/team/t-1', { tokens: ['abc'] });
  expect(await sessionToken(ports)).toBe('session of abc');
  expect([...storage]).toEqual([['troupe.session', 'session of abc']]);
  expect(shown).toEqual(['/#/team/t-1']);
});

it('finds the token in the fragment too, and leaves nothing of it behind', async () => {
  const { ports, shown } = page('http://127.0.0.1:4870/#token=abc', { tokens: ['abc'] });
  expect(await sessionToken(ports)).toBe('session of abc');
  expect(shown).toEqual(['/']);
});

it('goes on with the kept session after a reload, without asking', async () => {
  const { ports, asked } = page('http://127.0.0.1:4870/#/team/t-1', { kept: 'known' });
  expect(await sessionToken(ports)).toBe('known');
  expect(asked).toEqual([]);
});

it('falls back on the kept session when the token was used up', async () => {
  const { ports } = page('http://127.0.0.1:4870/?token=old', { kept: 'known' });
  expect(await sessionToken(ports)).toBe('known');
});

it('is refused without a token, and with one that was used up', async () => {
  const { ports, asked } = page('http://127.0.0.1:4870/');
  await expect(sessionToken(ports)).rejects.toThrow(RefusedError);
  expect(asked).toEqual(['']); // so that the terminal prints a fresh address
  await expect(sessionToken(page('http://127.0.0.1:4870/?token=old').ports)).rejects.toThrow(RefusedError);
});
