/**
 * The key of a link such as /#key=dkr_…, taken out of the address and of the browser's history at once. A fragment is never
 * sent to a server.
 */
export function takeKeyFromAddress(): string | null {
  const secret = new URLSearchParams(location.hash.slice(1)).get('key');
  if (secret === null) return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  return secret === '' ? null : secret;
}
