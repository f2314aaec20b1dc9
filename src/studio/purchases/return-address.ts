/** The URL parameter with the id of the purchase, which the server adds to the return URL. */
export const PURCHASE_PARAM = 'purchase';

/** The current URL with the picture that is shown, without the parameter of an earlier purchase. */
export function returnAddress(href: string, pictureId: string | null): string {
  const address = new URL(href);
  address.searchParams.delete(PURCHASE_PARAM);
  if (pictureId !== null) address.searchParams.set('picture', pictureId);
  address.hash = '';
  return address.href;
}
