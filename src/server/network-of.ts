import { isIPv6 } from 'node:net';

/**
 * The network that rate limits count as one client: an IPv4 address, or the /64 network of an IPv6 address, because a client
 * usually controls all of it.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1]; // IPv4 on a socket of IPv6
  if (mapped !== undefined) return mapped;
  const [before = '', after] = address.split('::');
  const groups = before.split(':').filter((group) => group !== '');
  if (after !== undefined) {
    const behind = after.split(':').filter((group) => group !== '');
    const embedded = after.includes('.') ? 1 : 0; // an IPv4 address at the end is two groups
    for (let missing = 8 - groups.length - behind.length - embedded; missing > 0; missing -= 1) groups.push('0');
    groups.push(...behind);
  }
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
