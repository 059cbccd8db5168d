import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The same unused address is not printed again sooner than this, however often a page asks without one. */
const REPEAT_AFTER_MS = 10_000;

/**
 * Who may talk to the engine. The terminal prints an address with a one-time token; the page exchanges it for a session,
 * which it keeps for itself and sends as the first message of its socket. A cookie would go to every port of this host.
 */
export class Access {
  readonly #announce: (token: string) => void;
  readonly #nowMs: () => number;
  readonly #sessions: Buffer[] = [];
  #token = newSecret();
  #announcedAtMs: number | undefined;

  constructor(options: { announce: (token: string) => void; nowMs: () => number }) {
    this.#announce = options.announce;
    this.#nowMs = options.nowMs;
  }

  /** A session for the token, which is then used up. Undefined for any other: a fresh address is announced then. */
  redeem(token: string): string | undefined {
    if (!timingSafeEqual(digest(token), digest(this.#token))) {
      this.announce();
      return undefined;
    }
    this.#token = newSecret();
    this.#announcedAtMs = undefined;
    const session = newSecret();
    this.#sessions.push(digest(session));
    return session;
  }

  isSession(session: string): boolean {
    const wanted = digest(session);
    return this.#sessions.reduce((found, known) => timingSafeEqual(known, wanted) || found, false);
  }

  /** Announces the token that is good now. */
  announce(): void {
    const nowMs = this.#nowMs();
    if (this.#announcedAtMs !== undefined && nowMs - this.#announcedAtMs < REPEAT_AFTER_MS) return;
    this.#announcedAtMs = nowMs;
    this.#announce(this.#token);
  }
}

function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** Equal lengths for the comparison in constant time. */
function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
