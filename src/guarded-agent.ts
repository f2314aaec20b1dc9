import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';

const CONNECT_TIMEOUT_MS = 5_000; // 5 seconds

/** The address is in a private network. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
}

export type Resolve = (
  hostname: string,
  options: { all: true; family: number },
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

export interface GuardedAgentOptions {
  /** Whether a host name is allowed, whatever it resolves to. */
  readonly isAllowedHost: (host: string) => boolean;
  readonly isAllowedAddress: (address: string) => boolean;
  /** The timeout without a byte of a response. */
  readonly silenceMs: number;
  readonly connectionsPerOrigin: number;
  readonly resolve?: Resolve | undefined;
}

/**
 * Connects only to allowed addresses. Addresses are checked after the name has been resolved, and the connection uses the
 * checked address, so that a second look-up cannot lead elsewhere.
 */
export function guardedAgent(options: GuardedAgentOptions): Agent {
  const { isAllowedHost, isAllowedAddress, silenceMs, connectionsPerOrigin, resolve = systemLookup } = options;
  const connect = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    lookup: (hostname, asked, done) =>
      resolve(hostname, { all: true, family: Number(asked.family ?? 0) }, (error, addresses) => {
        if (error) return done(error, []);
        const [first] = addresses;
        // One private address among several is refused, because Node chooses which one to connect to.
        const bad = isAllowedHost(hostname) ? undefined : addresses.find(({ address }) => !isAllowedAddress(address));
        if (bad || !first) return done(new PrivateAddressError('the name leads to a private address'), []);
        return asked.all ? done(null, addresses) : done(null, first.address, first.family);
      }),
  });
  return new Agent({
    connect: (asked, done) => {
      const host = asked.hostname.replace(/^\[|\]$/g, ''); // address literals are not looked up
      if (isIP(host) !== 0 && !isAllowedAddress(host)) {
        return done(new PrivateAddressError('the address is private'), null);
      }
      connect(asked, done);
    },
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    connections: connectionsPerOrigin,
    pipelining: 1,
    maxHeaderSize: 16_384,
  });
}
