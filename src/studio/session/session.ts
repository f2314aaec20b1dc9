import { type Api, openApi } from '../api/open-api.ts';
import { VIEWER } from './viewer.ts';
import {
  type Credential,
  forgetCredential,
  onForgottenElsewhere,
  storeCredential,
  storedCredential,
} from './credential.ts';
import { offerToKeep } from './keep-offer.tsx';
import { OtherTabs } from './other-tabs.ts';
import { takeKeyFromAddress } from './printed-link.ts';

/**
 * ASKING ► SIGNED_IN by what another tab tells, ► SIGNED_OUT where none does; SIGNED_OUT ► SIGNED_IN by a key, a link or what was
 * kept; SIGNED_IN ► SIGNED_OUT by the person, ► ENDED when the server does not take the key (any more). An ended key is forgotten.
 */
export type SessionState =
  | { readonly status: 'ASKING' }
  | { readonly status: 'SIGNED_OUT' }
  | { readonly status: 'SIGNED_IN'; readonly api: Api }
  | { readonly status: 'ENDED' };

export class Session {
  #state: SessionState = { status: 'SIGNED_OUT' };
  readonly #listeners = new Set<() => void>();
  readonly #tabs = new OtherTabs({
    secret: () => (this.#state.status === 'SIGNED_IN' ? (storedCredential()?.secret ?? null) : null),
    signedOut: () => this.#forget(),
  });

  /** Goes on with a printed link's key, else with what was kept, else with what another tab is signed in with. */
  start(): void {
    onForgottenElsewhere(() => {
      if (storedCredential() === null) this.#forget();
    });
    addEventListener('hashchange', () => this.#followLink());
    if (this.#followLink()) return;
    const credential = storedCredential();
    if (credential) this.#enter(this.#open(credential));
    else void this.#followOtherTab();
  }

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  readonly state = (): SessionState => this.#state;

  /** Asks the server who this is before anything is kept. Throws what the request throws, UNAUTHENTICATED for a wrong key. */
  async signIn(credential: Credential): Promise<void> {
    const api = this.#open(credential);
    try {
      await api.client.query({ query: VIEWER });
    } catch (error) {
      api.close();
      throw error;
    }
    storeCredential(credential);
    this.#enter(api);
  }

  signOut(): void {
    const secret = storedCredential()?.secret;
    this.#forget();
    if (secret !== undefined) this.#tabs.tellSignedOut(secret);
  }

  /** Whether the key is kept on this device, and not only as long as a tab is open. */
  isKept(): boolean {
    return storedCredential()?.isKept ?? false;
  }

  keep(): void {
    const credential = storedCredential();
    if (credential) storeCredential({ ...credential, isKept: true });
  }

  #forget(): void {
    forgetCredential();
    this.#leave({ status: 'SIGNED_OUT' });
  }

  async #followOtherTab(): Promise<void> {
    this.#leave({ status: 'ASKING' });
    const secret = await this.#tabs.ask();
    if (this.#state.status !== 'ASKING') return; // a link was followed meanwhile
    if (secret === null) return this.#leave({ status: 'SIGNED_OUT' });
    const credential = { secret, isKept: false };
    storeCredential(credential);
    this.#enter(this.#open(credential));
  }

  #followLink(): boolean {
    const secret = takeKeyFromAddress();
    if (secret === null) return false;
    const credential = { secret, isKept: false };
    storeCredential(credential);
    this.#enter(this.#open(credential));
    if (location.pathname === '/') offerToKeep(() => this.keep()); // there the printed link leads
    return true;
  }

  #open({ secret }: Credential): Api {
    const api = openApi(secret, () => {
      if (this.#state.status !== 'SIGNED_IN' || this.#state.api !== api) return; // still signing in, or gone already
      forgetCredential();
      this.#leave({ status: 'ENDED' });
    });
    return api;
  }

  #enter(api: Api): void {
    this.#leave({ status: 'SIGNED_IN', api });
  }

  #leave(next: SessionState): void {
    const last = this.#state;
    this.#state = next;
    for (const changed of this.#listeners) changed();
    if (last.status === 'SIGNED_IN') last.api.close();
  }
}
