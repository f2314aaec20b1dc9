const ANY_ORIGIN = 'https://darkroom.invalid';

/**
 * The path of an address of the page, with its query; "/" for every other text. Whatever a browser would take for another
 * host, such as "//host", "/\host" or "/.//host", is one.
 */
export function ownPath(text: string): string {
  if (!text.startsWith('/') || !URL.canParse(text, ANY_ORIGIN)) return '/';
  const { origin, pathname, search } = new URL(text, ANY_ORIGIN);
  const isOwn = origin === ANY_ORIGIN && !pathname.startsWith('//') && !pathname.startsWith('/sign-in');
  return isOwn ? pathname + search : '/';
}
