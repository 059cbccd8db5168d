import { lookup as lookUpName, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** An address that a tool may not reach, in a sentence for the model. */
export class RefusedAddressError extends Error {}

/** Hosts and ports that a person allowed though they are not of the open net: `localhost:8080`. */
export type IsAllowed = (hostAndPort: string) => boolean;

/** All addresses of a name. */
export type LookUp = (name: string, done: (error: Error | null, addresses: readonly LookupAddress[]) => void) => void;

const everyAddress: LookUp = (name, done) =>
  lookUpName(name, { all: true, verbatim: true }, (error, addresses) => done(error, error === null ? addresses : [])); // on an error there are none, whatever the type says

/** Port of an address, where it is the usual one too. */
function portOf({ protocol, port }: URL): string {
  return port || (protocol === 'https:' ? '443' : '80');
}

/** `example.org:443`; an IPv6 address without its brackets. */
export function hostAndPort(url: URL): string {
  return `${url.hostname.replaceAll(/[[\]]/g, '').replace(/\.$/, '')}:${portOf(url)}`;
}

/** Refuses what can be seen without looking a name up. @throws RefusedAddressError */
export function checkUrl(url: URL, isAllowed: IsAllowed): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new RefusedAddressError(`"${url.protocol}" is no address of the web: only http and https are.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new RefusedAddressError('An address with a name or password in it is not called.');
  }
  const host = url.hostname.replaceAll(/[[\]]/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host) && !isAllowed(hostAndPort(url))) throw refused(hostAndPort(url));
}

/**
 * Looks a name up for a connection, and refuses it where any of its addresses is not of the open net. What was looked at is what
 * is connected to: a name that is another machine a moment later gains nothing.
 */
export function guardedLookup(target: string, isAllowed: IsAllowed, lookUp: LookUp = everyAddress) {
  return (
    name: string,
    options: { readonly all?: boolean | undefined },
    done: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
  ): void =>
    lookUp(name, (error, addresses) => {
      const [first] = addresses;
      if (error !== null || first === undefined) return done(error ?? new Error(`"${name}" has no address.`), '');
      if (!isAllowed(target) && addresses.some(({ address }) => !isPublicAddress(address)))
        return done(refused(target), '');
      if (options.all === true) done(null, [...addresses]);
      else done(null, first.address, first.family);
    });
}

function refused(target: string): RefusedAddressError {
  return new RefusedAddressError(
    `"${target}" is on this computer or in its network, which tools may not reach. A person can allow it: Settings, Tools.`,
  );
}
