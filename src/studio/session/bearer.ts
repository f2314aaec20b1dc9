import { SignInError } from './ask-sign-in.ts';
import { renewAtCompany } from './company-sign-in.ts';
import type { Credential } from './credential.ts';

const AGAIN_MS = 10_000;

export interface BearerOptions {
  readonly credential: Credential;
  /** Called with each token that takes the place of the last one. */
  readonly renewed: (credential: Credential) => void;
}

/**
 * The credential of one session, as requests send it. A token of the company's provider is replaced before it ends: by a
 * timer, and by the next request where the machine slept through it.
 */
export class Bearer {
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

  /** Whether a refusal by the server only says that the token must be renewed first. */
  get isDue(): boolean {
    const renewAt = this.#credential.company?.renewAt ?? null;
    return renewAt !== null && renewAt <= Date.now();
  }

  /** The header's value, after a renewal where one is due. */
  async authorization(): Promise<string> {
    if (this.isDue) await this.#renew();
    return `Bearer ${this.#credential.secret}`;
  }

  /** Calls back after each renewal. */
  onRenewed(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Goes on with the token that another tab has fetched. */
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
      if (error instanceof SignInError && !error.isPassing) return this.#giveUp();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#renew(), AGAIN_MS);
    }
  }

  /** The token is good until it ends; then the server refuses it, and the session has ended. */
  #giveUp(): void {
    this.#credential = { ...this.#credential, company: { renewAt: null } };
  }
}

/** One tab after the other: a provider may take a refresh token that is sent twice for a stolen one. */
function inTurn(work: () => Promise<void>): Promise<void> {
  // Only pages by HTTPS, and those of this machine, have locks.
  return 'locks' in navigator ? navigator.locks.request('darkroom.renewal', work) : work();
}
