import { type Api, openApi } from '../api/open-api.ts';
import { Bearer } from './bearer.ts';
import { companyRefusal } from './company-refusal.ts';
import { endAtCompany, finishAtCompany, inTurn, renewAtCompany, takeAuthorizationResponse } from './company-sign-in.ts';
import {
  type Credential,
  forgetCredential,
  onForgottenElsewhere,
  storeCredential,
  storedCredential,
} from './credential.ts';
import { offerToKeep } from './keep-offer.tsx';
import { OtherTabs } from './other-tabs.ts';
import { redeemLink, takeSecretFromAddress } from './printed-link.ts';
import { VIEWER } from './viewer.ts';

/**
 * ASKING ► SIGNED_IN with a credential from another tab or the OpenID provider, otherwise ► SIGNED_OUT.
 * SIGNED_OUT ► SIGNED_IN with a key, a link, the provider or the stored credential.
 * SIGNED_IN ► SIGNED_OUT by the user, ► ENDED when the server refuses the credential, which is then deleted.
 */
export type SessionState =
  | { readonly status: 'ASKING' }
  /** `problem`: why the sign-in at the OpenID provider failed; null: there was none. */
  | { readonly status: 'SIGNED_OUT'; readonly problem: string | null }
  /** The page has a one-time link, which is used only when the user presses the button. */
  | { readonly status: 'LINKED'; readonly secret: string }
  | { readonly status: 'SIGNED_IN'; readonly api: Api }
  | { readonly status: 'ENDED'; readonly wasOfCompany: boolean };

export class Session {
  #state: SessionState = { status: 'SIGNED_OUT', problem: null };
  #bearer: Bearer | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #tabs = new OtherTabs({
    credential: () => (this.#state.status === 'SIGNED_IN' ? storedCredential() : null),
    renewed: (credential) => {
      storeCredential(credential);
      this.#bearer?.adopt(credential);
    },
    signedOut: () => this.#forget(),
  });

  /** Goes on with a printed link's key, else with what was kept, else with what another tab is signed in with. */
  start(): void {
    onForgottenElsewhere(() => {
      if (storedCredential() === null) this.#forget();
    });
    addEventListener('hashchange', () => this.#followLink());
    if (this.#followLink()) return;
    const authorizationResponse = takeAuthorizationResponse();
    if (authorizationResponse !== null) return void this.#finishAtCompany(authorizationResponse);
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

  /** Uses a one-time link. Throws RouteError. */
  async signInByLink(linkSecret: string, isKept: boolean): Promise<void> {
    const credential = { secret: await redeemLink(linkSecret), isKept, company: null };
    storeCredential(credential);
    this.#enter(this.#open(credential));
  }

  signOut(): void {
    const credential = storedCredential();
    this.#forget();
    if (credential) this.#tabs.tellSignedOut(credential);
    if (credential?.company) inTurn(endAtCompany).catch(() => undefined); // on failure the cookie lasts until the browser is closed
  }

  /** Whether the OpenID provider has signed the user in. The page then does not offer to store the credential on this device. */
  isOfCompany(): boolean {
    return storedCredential()?.company != null;
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
    this.#leave({ status: 'SIGNED_OUT', problem: null });
  }

  async #followOtherTab(): Promise<void> {
    this.#leave({ status: 'ASKING' });
    const credential = (await this.#tabs.ask()) ?? (await inTurn(renewAtCompany).catch(() => null));
    if (this.#state.status !== 'ASKING') return; // a link was followed meanwhile
    if (credential === null) return this.#leave({ status: 'SIGNED_OUT', problem: null });
    storeCredential(credential);
    this.#enter(this.#open(credential));
  }

  async #finishAtCompany(authorizationResponse: string): Promise<void> {
    this.#leave({ status: 'ASKING' });
    try {
      const { credential, returnTo } = await finishAtCompany(authorizationResponse);
      history.replaceState(null, '', returnTo);
      storeCredential(credential);
      this.#enter(this.#open(credential));
    } catch (error) {
      this.#leave({ status: 'SIGNED_OUT', problem: companyRefusal(error) });
    }
  }

  #followLink(): boolean {
    const link = takeSecretFromAddress();
    if (link === null) return false;
    if (link.kind === 'key') this.#enterByKey(link.secret);
    else this.#leave({ status: 'LINKED', secret: link.secret });
    return true;
  }

  #enterByKey(secret: string): void {
    const credential = { secret, isKept: false, company: null };
    storeCredential(credential);
    this.#enter(this.#open(credential));
    if (location.pathname === '/') offerToKeep(() => this.keep()); // there the printed link leads
  }

  #open(credential: Credential): Api {
    const bearer = new Bearer({
      credential,
      renewed: (next) => {
        storeCredential(next);
        this.#tabs.tellRenewed(next);
      },
    });
    const api = openApi(bearer, () => {
      if (this.#state.status !== 'SIGNED_IN' || this.#state.api !== api) return; // still signing in, or gone already
      forgetCredential();
      this.#leave({ status: 'ENDED', wasOfCompany: credential.company !== null });
    });
    this.#bearer = bearer;
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
