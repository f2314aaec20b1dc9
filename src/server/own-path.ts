const ANY_ORIGIN = 'https://darkroom.invalid';

/**
 * Returns a path of the page with its query, and "/" for every other text, such as "//host", "/\host" or "/.//host", which
 * browsers interpret as URLs of another host.
 */
export function ownPath(text: string): string {
  if (!text.startsWith('/') || !URL.canParse(text, ANY_ORIGIN)) return '/';
  const { origin, pathname, search } = new URL(text, ANY_ORIGIN);
  const isOwn = origin === ANY_ORIGIN && !pathname.startsWith('//') && !pathname.startsWith('/sign-in');
  return isOwn ? pathname + search : '/';
}
