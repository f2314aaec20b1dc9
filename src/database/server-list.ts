/**
 * A database URL may list several servers: `postgresql://user:secret@db1:5432,db2:5433/darkroom?sslmode=require`. User,
 * database and parameters apply to all of them.
 */

/** The maximum number of servers in a list: every search for the primary connects to all of them. */
const SERVERS_MAX = 8;

/** The part before the hosts, the hosts, and the rest. A password may contain a comma, but no slash. */
const PARTS = /^(\w+:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/s;

/** The URL of each server, in the order of the list. A URL with one host is returned as it is. */
export function serverUrls(url: string): readonly string[] {
  const [, before, hosts, after] = PARTS.exec(url) ?? [];
  if (hosts === undefined || !hosts.includes(',')) return [url];
  return hosts.split(',').map((host) => `${before}${host}${after}`);
}

/** Host and port of a URL with one host, for messages: they contain no secrets. */
export function addressOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || 5432}`;
}

/**
 * Returns what is wrong with the servers of a database URL, as the rest of a sentence that begins with the name of its
 * variable; null if nothing is.
 */
export function problemOfServerList(url: string): string | null {
  const urls = serverUrls(url);
  if (urls.length > SERVERS_MAX) return `must list at most ${SERVERS_MAX} servers`;
  const invalid = urls.findIndex((own) => !URL.canParse(own) || (urls.length > 1 && new URL(own).hostname === ''));
  if (invalid >= 0)
    return `has no valid host and port at place ${invalid + 1} of its list, which must be such as db1.example.com:5432,db2.example.com:5432`;
  const { searchParams } = new URL(urls[0] ?? url);
  const target = searchParams.get('target_session_attrs');
  if (target !== null && target !== 'read-write' && target !== 'primary')
    return 'must lead to the server that takes writes: leave target_session_attrs out, or set it to read-write';
  if (`${searchParams.get('host')}${searchParams.get('port')}`.includes(','))
    return 'must list its servers before the name of the database, not in the parameters host and port';
  if (urls.length === 1) return null;
  if (searchParams.has('host') || searchParams.has('port'))
    return 'must not have the parameters host and port beside a list of servers';
  if (new Set(urls.map(addressOf)).size < urls.length) return 'lists a server twice';
  return null;
}
