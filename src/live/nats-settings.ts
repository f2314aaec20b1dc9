/** The servers of a NATS cluster, and how to sign in to them. */
export interface NatsSettings {
  /** Such as nats.example.com:4222. */
  readonly servers: readonly string[];
  readonly user: string | null;
  /** The password of the user, or the token if there is no user. */
  readonly secret: string | null;
  /** Whether a connection without TLS is refused. With a server that requires TLS it is used in any case. */
  readonly tls: boolean;
}

/** The maximum number of servers in the list. Servers tell their clients about the others of their cluster. */
const SERVERS_MAX = 8;

const URL_PARTS = /^(nats|tls):\/\/(?:([^@/?#\s]*)@)?([^@?#\s]+?)\/?$/;

/**
 * Reads `nats://user:secret@a:4222,b:4222`, or `tls://…`. Scheme and credentials apply to all servers; each may repeat the
 * scheme. Null if it is not such a list.
 */
export function readNatsUrl(url: string): NatsSettings | null {
  const [, scheme, userInfo, list] = URL_PARTS.exec(url) ?? [];
  const servers = list?.split(',').map((server) => server.replace(`${scheme}://`, '')) ?? [];
  if (servers.length === 0 || servers.length > SERVERS_MAX || !servers.every(isServer)) return null;
  const credentials = readCredentials(userInfo);
  return credentials && { servers, ...credentials, tls: scheme === 'tls' };
}

function isServer(server: string): boolean {
  if (!/^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(server) || !URL.canParse(`nats://${server}`)) return false;
  return new URL(`nats://${server}`).port !== '0';
}

/** Null if the percent-encoding is broken. */
function readCredentials(userInfo: string | undefined): Pick<NatsSettings, 'user' | 'secret'> | null {
  if (userInfo === undefined || userInfo === '') return { user: null, secret: null };
  try {
    const [first = '', ...rest] = userInfo.split(':').map(decodeURIComponent);
    return rest.length === 0 ? { user: null, secret: first } : { user: first, secret: rest.join(':') };
  } catch {
    return null;
  }
}
