import { BlockList, isIP } from 'node:net';
import { isPublicAddress } from '../public-address.ts';

/** Which receivers may be reached, as the operator has it. */
export interface Reachable {
  /** Whether a name, or an address as a URL has it, is one that the operator allows whatever it leads to. */
  readonly isAllowedHost: (host: string) => boolean;
  /** Whether an address is public or allowed. */
  readonly isAllowedAddress: (address: string) => boolean;
}

/** `allowed`: names, addresses and networks such as 10.0.0.0/8, which have passed `isReceiver`. */
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
