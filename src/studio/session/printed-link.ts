import { askSignIn } from './ask-sign-in.ts';

/** What a link signs in with: a key, or the secret of a link that is good once. */
export type LinkSecret = { readonly kind: 'key' | 'link'; readonly secret: string };

/**
 * The secret of a link such as /#key=dkr_… or /#link=dkl_…, taken out of the address and of the browser's history at once. A
 * fragment is never sent to a server.
 */
export function takeSecretFromAddress(): LinkSecret | null {
  const given = new URLSearchParams(location.hash.slice(1));
  const kind = given.has('key') ? 'key' : 'link';
  const secret = given.get(kind);
  if (secret === null) return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  return secret === '' ? null : { kind, secret };
}

/** The key of a link that is good once. After it nobody can use the link again. */
export async function redeemLink(secret: string): Promise<string> {
  return (await askSignIn<{ secret: string }>('link', { secret })).secret;
}
