import { BlockList, isIP } from 'node:net';
import { isPublicAddress } from '../public-address.ts';

/** The receivers that the operator allows. */
export interface Reachable {
  /** Whether a host name or address literal is explicitly allowed, whatever it resolves to. */
  readonly isAllowedHost: (host: string) => boolean;
  /** Whether an address is public or allowed. */
  readonly isAllowedAddress: (address: string) => boolean;
}

/** `allowed` contains names, addresses and networks such as 10.0.0.0/8 that `isReceiver` has accepted. */
export function reachable(allowed: readonly string[]): Reachable {
  const networks = new BlockList();
  const names = new Set<string>();
  for (const item of allowed) {
    const [address = '', bits] = item.split('/');
    if (isIP(address) === 0) names.add(item.toLowerCase());
    else networks.addSubnet(address, Number(bits ?? (isIP(address) === 4 ? 32 : 128)), family(address));
  }
  const isInNetwork = (address: string) => isIP(address) > 0 && networks.check(address, family(address));
  return {
    isAllowedHost: (host) => names.has(host.toLowerCase()) || isInNetwork(host),
    isAllowedAddress: (address) => isPublicAddress(address) || isInNetwork(address),
  };
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
