import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { RequestInit as UndiciRequestInit } from 'undici';
import { localAddress } from '../http/local-address.ts';
import {
  checkUrl,
  guardedLookup,
  hostAndPort,
  type IsAllowed,
  type LookUp,
  RefusedAddressError,
} from '../http/network-guard.ts';

/** The `fetch` of one server's line. */
export interface GuardedLine {
  readonly fetch: FetchLike;
  /** Ends its connections. */
  readonly end: () => void;
}

/**
 * Reaches one server, under the rule of all tools (`guardedFetch`): no address of this computer or its network, as it is written
 * or after the look-up that the connection then uses. Whoever let the server be connected to has read its address, so one that
 * is written as such an address (`http://localhost:3000/mcp`) is allowed by that; a name that only leads there, and where a
 * server sends on to, is not.
 */
export async function guardedLine(url: URL, isAllowed: IsAllowed, lookUp?: LookUp): Promise<GuardedLine> {
  const { Agent, fetch } = await import('undici');
  const own = localAddress(url) === undefined ? undefined : hostAndPort(url);
  const mayReach: IsAllowed = (target) => target === own || isAllowed(target);
  // How long a server may be silent is for those to say who ask it something.
  const silence = { headersTimeout: 0, bodyTimeout: 0 };
  const agents = new Map<string, InstanceType<typeof Agent>>();
  const agentFor = (target: string): InstanceType<typeof Agent> => {
    const known = agents.get(target);
    if (known !== undefined) return known;
    const made = new Agent({ connect: { lookup: guardedLookup(target, mayReach, lookUp) }, ...silence });
    agents.set(target, made);
    return made;
  };
  return {
    fetch: async (address, init) => {
      const to = new URL(address);
      checkUrl(to, mayReach);
      // Undici would follow to an address that nobody has looked at.
      const options = {
        ...(init as object as UndiciRequestInit),
        redirect: 'manual' as const,
        dispatcher: agentFor(hostAndPort(to)),
      };
      const { status, statusText, headers, body } = await fetch(to, options).catch((error: unknown) => {
        throw refusedIn(error) ?? unreached(error);
      });
      return new Response(body as ReadableStream<Uint8Array<ArrayBuffer>> | null, {
        status,
        statusText,
        headers: [...headers],
      });
    },
    end: () => {
      for (const agent of agents.values()) void agent.destroy();
    },
  };
}

/** What `fetch` only calls "failed", with the reason: nothing listens there, the name is unknown, the certificate is not valid. */
function unreached(error: unknown): unknown {
  if (!(error instanceof TypeError) || !(error.cause instanceof Error)) return error;
  const { cause } = error;
  const inner = cause instanceof AggregateError && cause.errors[0] instanceof Error ? cause.errors[0] : cause;
  const code = 'code' in inner ? inner.code : undefined;
  const words = code === 'ECONNREFUSED' ? 'nothing listens at this address' : inner.message;
  return new TypeError(words, { cause });
}

/** The refusal that a failed request ended with, wherever it stands among the causes. */
function refusedIn(error: unknown): RefusedAddressError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof RefusedAddressError) return cause;
    if (cause instanceof AggregateError) return refusedIn(cause.errors[0]);
  }
  return undefined;
}
