/** Names the purchase in the address that a buyer comes back to after paying. The server adds it. */
export const PURCHASE_PARAM = 'purchase';

/** Where one is, with the picture that is shown, and without a purchase that one came back from before. */
export function returnAddress(href: string, pictureId: string | null): string {
  const address = new URL(href);
  address.searchParams.delete(PURCHASE_PARAM);
  if (pictureId !== null) address.searchParams.set('picture', pictureId);
  address.hash = '';
  return address.href;
}
