import { RouteError } from '../api/request-route.ts';
import { say } from '../language/say.ts';
import { requestSignIn } from './company-sign-in.ts';

/** The secret in a sign-in link: a key, or the secret of a one-time link. */
export type LinkSecret = { readonly kind: 'key' | 'link'; readonly secret: string };

/**
 * Returns the secret of a link such as /#key=dkr_… or /#link=dkl_…, and removes it from the URL and the browser's history.
 * Fragments are never sent to a server.
 */
export function takeSecretFromAddress(): LinkSecret | null {
  const given = new URLSearchParams(location.hash.slice(1));
  const kind = given.has('key') ? 'key' : 'link';
  const secret = given.get(kind);
  if (secret === null) return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  return secret === '' ? null : { kind, secret };
}

/** Exchanges the secret of a one-time link for a key. The link cannot be used again. Throws RouteError. */
export async function redeemLink(linkSecret: string): Promise<string> {
  try {
    const { secret } = await requestSignIn<{ secret: string }>('link', { secret: linkSecret });
    return secret;
  } catch (error) {
    if (!(error instanceof RouteError) || error.code !== 'LINK_OVER') throw error;
    throw new RouteError(say('session.linkOver'), error);
  }
}
