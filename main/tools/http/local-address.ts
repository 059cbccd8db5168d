import { BlockList, isIP } from 'node:net';

const own = new BlockList();
own.addAddress('0.0.0.0', 'ipv4'); // what servers say that they listen at
own.addSubnet('127.0.0.0', 8, 'ipv4');
own.addAddress('::1', 'ipv6');
const network = new BlockList();
for (const [address, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  network.addSubnet(address, bits, 'ipv4');
}

/**
 * What an address says of itself, as it is written: that it is of this computer, or of its network. Undefined for any other,
 * also for names that are looked up to such addresses, and for those at which clouds tell their machines about themselves.
 */
export function localAddress({ hostname }: URL): 'this computer' | 'the network of this computer' | undefined {
  const host = hostname.replaceAll(/[[\]]/g, '').replace(/\.$/, '');
  const family = isIP(host) === 6 ? 'ipv6' : 'ipv4';
  if (host === 'localhost' || host.endsWith('.localhost')) return 'this computer';
  if (isIP(host) === 0) return undefined;
  if (own.check(host, family)) return 'this computer';
  return network.check(host, family) ? 'the network of this computer' : undefined;
}
