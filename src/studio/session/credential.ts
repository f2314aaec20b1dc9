/** GraphiQL keeps the key of a tab under the same name, so that who is signed in here is signed in there. */
const ENTRY = 'darkroom.key';

/** What the API lets somebody in for. */
export interface Credential {
  readonly secret: string;
  /** Kept on this device until sign-out, not only as long as the tab. */
  readonly isKept: boolean;
}

export function storedCredential(): Credential | null {
  const ofTab = sessionStorage.getItem(ENTRY);
  if (ofTab !== null) return { secret: ofTab, isKept: false };
  const ofDevice = localStorage.getItem(ENTRY);
  return ofDevice === null ? null : { secret: ofDevice, isKept: true };
}

export function storeCredential({ secret, isKept }: Credential): void {
  forgetCredential();
  (isKept ? localStorage : sessionStorage).setItem(ENTRY, secret);
}

export function forgetCredential(): void {
  sessionStorage.removeItem(ENTRY);
  localStorage.removeItem(ENTRY);
}

/** Calls back when another tab signs out on this device. Answers how to stop. */
export function onForgottenElsewhere(forgotten: () => void): () => void {
  const look = ({ key, newValue }: StorageEvent) => {
    if ((key === ENTRY || key === null) && newValue === null) forgotten();
  };
  addEventListener('storage', look);
  return () => removeEventListener('storage', look);
}
