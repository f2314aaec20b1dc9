import { RouteError } from '../api/request-route.ts';
import type { BearerToken } from '../api/socket.ts';
import { inTurn, renewAtCompany } from './company-sign-in.ts';
import type { Credential } from './credential.ts';

const AGAIN_MS = 10_000;

export interface BearerOptions {
  readonly credential: Credential;
  /** Called with each renewed token. */
  readonly renewed: (credential: Credential) => void;
}

/**
 * The credential that requests of a session send. A token of the OpenID provider is renewed before it expires: by a timer, or
 * by the next request if the computer was asleep.
 */
export class Bearer implements BearerToken {
  #credential: Credential;
  readonly #renewed: (credential: Credential) => void;
  readonly #listeners = new Set<() => void>();
  #renewing: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ credential, renewed }: BearerOptions) {
    this.#credential = credential;
    this.#renewed = renewed;
    this.#wait();
  }

  get credential(): Credential {
    return this.#credential;
  }

  /** Whether the token must be renewed. An UNAUTHENTICATED response then does not end the session. */
  get isDue(): boolean {
    const renewAt = this.#credential.company?.renewAt ?? null;
    return renewAt !== null && renewAt <= Date.now();
  }

  /** The value of the Authorization header. Renews the token first if it is due. */
  async authorization(): Promise<string> {
    if (this.isDue) await this.#renew();
    return `Bearer ${this.#credential.secret}`;
  }

  /** Calls back after each renewal of the token. */
  onRenewed(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Uses the token that another tab has fetched. */
  adopt(credential: Credential): void {
    if (credential.secret === this.#credential.secret) return;
    this.#credential = credential;
    this.#wait();
    for (const listener of this.#listeners) listener();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const renewAt = this.#credential.company?.renewAt ?? null;
    if (renewAt !== null) this.#timer = setTimeout(() => void this.#renew(), Math.max(0, renewAt - Date.now()));
  }

  #renew(): Promise<void> {
    this.#renewing ??= inTurn(() => this.#renewOnce()).finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  async #renewOnce(): Promise<void> {
    if (!this.isDue) return; // another tab has done it
    try {
      const next = await renewAtCompany();
      if (next) {
        this.adopt(next);
        this.#renewed(next);
      } else this.#giveUp();
    } catch (error) {
      if (error instanceof RouteError && !error.isPassing) return this.#giveUp();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#renew(), AGAIN_MS);
    }
  }

  /** The old token stays valid until it expires. Then the server refuses it, and the session ends. */
  #giveUp(): void {
    this.#credential = { ...this.#credential, company: { renewAt: null } };
  }
}
