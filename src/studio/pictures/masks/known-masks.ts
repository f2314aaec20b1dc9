const ENTRY = 'darkroom.masks';

/** A mask is an uploaded image like any other; what was painted here is remembered, so that it is not shown as a picture. */
export function rememberMask(imageId: string): void {
  sessionStorage.setItem(ENTRY, JSON.stringify([...knownMasks(), imageId]));
}

export function knownMasks(): string[] {
  return JSON.parse(sessionStorage.getItem(ENTRY) ?? '[]') as string[]; // written by rememberMask alone
}
