import { isIP } from 'node:net';
import type { Reachable } from './reachable.ts';

const URL_CHARACTERS_MAX = 2_000;

/** The problem with the URL of an endpoint; null: none. The addresses of a host name are checked at every request. */
export function urlProblem(value: string, { isAllowedHost, isAllowedAddress }: Reachable): string | null {
  if (value.length > URL_CHARACTERS_MAX || /[\s\p{C}]/u.test(value) || !URL.canParse(value)) {
    return 'must be a URL such as https://shop.example.com/webhooks, of at most 2,000 characters';
  }
  const { protocol, username, password, hostname, hash } = new URL(value);
  if (username !== '' || password !== '')
    return 'must not contain a user name or a password: the signature says who sends';
  if (hash !== '') return 'must not contain a fragment: it is never sent';
  const host = hostname.replace(/^\[|\]$/g, ''); // literals of every notation have been read by now: 0x7f.1 is 127.0.0.1
  const isAllowed = isAllowedHost(host);
  if (protocol !== 'https:' && !(protocol === 'http:' && isAllowed)) return 'must begin with https://';
  if (isIP(host) !== 0 && !isAllowedAddress(host)) {
    return 'must not lead to a private address; the operator can allow it by WEBHOOK_ALLOW_PRIVATE';
  }
  return null;
}
