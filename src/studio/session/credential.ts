/** GraphiQL keeps the key of a tab under the same name, so that who is signed in here is signed in there. */
const ENTRY = 'darkroom.key';
const COMPANY_ENTRY = 'darkroom.company';

/** What the API lets somebody in for. */
export interface Credential {
  readonly secret: string;
  /** Kept on this device until sign-out, not only as long as the tab. */
  readonly isKept: boolean;
  /** The session at the company's OpenID provider; null: the credential is a key, or a token from elsewhere. */
  readonly company: CompanySession | null;
}

export interface CompanySession {
  /** When to fetch the next token, by the clock of this computer; null: the provider issued no refresh token. */
  readonly renewAt: number | null;
}

export function storedCredential(): Credential | null {
  const ofTab = sessionStorage.getItem(ENTRY);
  if (ofTab !== null) return { secret: ofTab, isKept: false, company: storedCompany() };
  const ofDevice = localStorage.getItem(ENTRY);
  return ofDevice === null ? null : { secret: ofDevice, isKept: true, company: null };
}

export function storeCredential({ secret, isKept, company }: Credential): void {
  forgetCredential();
  (isKept ? localStorage : sessionStorage).setItem(ENTRY, secret);
  if (company) sessionStorage.setItem(COMPANY_ENTRY, JSON.stringify(company));
}

export function forgetCredential(): void {
  sessionStorage.removeItem(ENTRY);
  sessionStorage.removeItem(COMPANY_ENTRY);
  localStorage.removeItem(ENTRY);
}

function storedCompany(): CompanySession | null {
  const stored = sessionStorage.getItem(COMPANY_ENTRY);
  return stored === null ? null : (JSON.parse(stored) as CompanySession); // only storeCredential writes it
}

/** Calls back when another tab signs out on this device. Answers how to stop. */
export function onForgottenElsewhere(forgotten: () => void): () => void {
  const look = ({ key, newValue }: StorageEvent) => {
    if ((key === ENTRY || key === null) && newValue === null) forgotten();
  };
  addEventListener('storage', look);
  return () => removeEventListener('storage', look);
}
