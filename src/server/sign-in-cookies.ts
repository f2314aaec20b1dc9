import { createHash } from 'node:crypto';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CookieCipher } from '../access/cookie-cipher.ts';
import { DAY_MS, type Instant } from '../instant.ts';

/** The maximum duration of a sign-in at the provider. */
const STARTED_MS = 600_000; // 10 minutes

/** The maximum number of unfinished sign-ins of a browser. A further one ends the oldest. */
const STARTED_MAX = 4;

/** How long a sealed refresh token can be opened. Each renewal seals it anew, and sealing keys live at least as long. */
const KEPT_MS = 2 * DAY_MS;

/** The minimum size of a cookie that browsers must support: https://www.rfc-editor.org/rfc/rfc6265#section-6.1 */
const COOKIE_BYTES_MAX = 4_000;

const startedRule = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), returnTo: z.string() });
const keptRule = z.object({ refreshToken: z.string(), name: z.string() });

export type Started = z.infer<typeof startedRule>;
/** `name` is the actor. A renewal must return a token for the same actor. */
export type Kept = z.infer<typeof keptRule>;

export interface SignInCookiesOptions {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly cookieCipher: CookieCipher;
  readonly clock: () => Instant;
  /** Whether browsers use HTTPS to reach this server. */
  readonly isSecure: boolean;
}

/** The sealed cookies of the sign-in routes. Scripts cannot read them, and pages of other sites cannot send them. */
export class SignInCookies {
  readonly #options: SignInCookiesOptions;
  readonly #attributes: CookieSerializeOptions;
  /** No other host of the domain can set a cookie of this prefix: https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis */
  readonly #prefix: string;

  constructor(options: SignInCookiesOptions) {
    this.#options = options;
    this.#attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure: options.isSecure };
    this.#prefix = options.isSecure ? '__Host-darkroom-' : 'darkroom-';
  }

  async keepStarted(started: Started): Promise<void> {
    const { request, reply, cookieCipher, clock } = this.#options;
    const others = Object.keys(request.cookies).filter((name) => name.startsWith(`${this.#prefix}started-`));
    for (const name of others.slice(0, Math.max(0, others.length + 1 - STARTED_MAX))) this.#clear(name);
    const sealed = await cookieCipher.seal('started', started, clock() + STARTED_MS);
    reply.setCookie(this.#nameOf(started.state), sealed, { ...this.#attributes, maxAge: STARTED_MS / 1000 });
  }

  /** Takes the unfinished sign-in with this state and deletes its cookie; null if this browser did not start it. */
  async takeStarted(state: string): Promise<Started | null> {
    const name = this.#nameOf(state);
    const started = startedRule.safeParse(await this.#open('started', name));
    if (!started.success || started.data.state !== state) return null;
    this.#clear(name);
    return started.data;
  }

  /** Stores the refresh token in a session cookie. Returns false if the cookie would exceed the size limit of browsers. */
  async keep(kept: Kept): Promise<boolean> {
    const { reply, cookieCipher, clock } = this.#options;
    const sealed = await cookieCipher.seal('kept', kept, clock() + KEPT_MS);
    if (sealed.length > COOKIE_BYTES_MAX) return false;
    reply.setCookie(this.#keptName, sealed, this.#attributes);
    return true;
  }

  async kept(): Promise<Kept | null> {
    const kept = keptRule.safeParse(await this.#open('kept', this.#keptName));
    return kept.success ? kept.data : null;
  }

  forget(): void {
    this.#clear(this.#keptName);
  }

  get #keptName(): string {
    return `${this.#prefix}kept`;
  }

  #nameOf(state: string): string {
    return `${this.#prefix}started-${createHash('sha256').update(state).digest('base64url').slice(0, 16)}`;
  }

  #clear(name: string): void {
    this.#options.reply.clearCookie(name, this.#attributes);
  }

  async #open(purpose: string, name: string): Promise<unknown> {
    const sealed = this.#options.request.cookies[name];
    return sealed === undefined ? null : this.#options.cookieCipher.open(purpose, sealed);
  }
}
