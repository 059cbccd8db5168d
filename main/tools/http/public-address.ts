import { BlockList, isIP } from 'node:net';

/** IPv4 addresses that are no server of the open net: this machine, this network, shared, reserved and multicast ones (IANA). */
const CLOSED_4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32], // what Azure gives its machines
  ['169.254.0.0', 16], // link-local, and what clouds tell their machines about themselves
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** IPv6: within what is given out to the open net (2000::/3), what leads elsewhere: into IPv4, to tunnels, to examples. */
const CLOSED_6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const closed = new BlockList();
for (const [address, bits] of CLOSED_4) closed.addSubnet(address, bits, 'ipv4');
for (const [address, bits] of CLOSED_6) closed.addSubnet(address, bits, 'ipv6');
const given = new BlockList();
given.addSubnet('2000::', 3, 'ipv6');

/**
 * True where an address is one of the open net. An IPv6 address that holds an IPv4 one (`::ffff:127.0.0.1`, `64:ff9b::…`) is
 * none: no server of the open net is named like that.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, 'ipv4');
  return family === 6 && given.check(address, 'ipv6') && !closed.check(address, 'ipv6');
}
