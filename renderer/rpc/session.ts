import * as z from 'zod';
import { RefusedError } from './connection.ts';

const STORAGE_KEY = 'troupe.session';
const SessionReply = z.object({ session: z.string() });

/** What the page keeps of its session: the tab's own storage, so that a reload goes on and another tab does not. */
type SessionStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface SessionPorts {
  readonly location: Pick<Location, 'search' | 'hash' | 'pathname'>;
  readonly history: Pick<History, 'replaceState'>;
  readonly storage: SessionStore;
  readonly fetch: typeof fetch;
}

/**
 * The session token of this page. The one-time token of the address is exchanged for it once and leaves the address bar.
 * @throws RefusedError when there is neither a token nor a session, or the token was used up.
 */
export async function sessionToken({ location, history, storage, fetch }: SessionPorts): Promise<string> {
  const oneTime = oneTimeToken(location);
  const kept = storage.getItem(STORAGE_KEY);
  if (oneTime === null && kept !== null) return kept;
  // Without either the engine is asked all the same: it refuses, and the terminal prints an address that works.
  const response = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: oneTime ?? '' }),
  });
  const place = location.hash.startsWith('#/') ? location.hash : '';
  history.replaceState(null, '', `${location.pathname}${place}`);
  if (response.ok) {
    const { session } = SessionReply.parse(await response.json());
    storage.setItem(STORAGE_KEY, session);
    return session;
  }
  // The address was opened before, in this tab: its session still stands.
  if (kept === null) throw new RefusedError();
  return kept;
}

/** Forgets the session that the engine did not accept. */
export function forgetSession(storage: SessionStore): void {
  storage.removeItem(STORAGE_KEY);
}

function oneTimeToken({ search, hash }: Pick<Location, 'search' | 'hash'>): string | null {
  return new URLSearchParams(search).get('token') ?? new URLSearchParams(hash.replace(/^#/, '')).get('token');
}
