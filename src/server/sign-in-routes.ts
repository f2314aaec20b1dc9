import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callbackUrl } from '../access/oidc-settings.ts';
import type { OidcSignIn, SignedIn } from '../access/oidc-sign-in.ts';
import type { CookieCipher } from '../access/cookie-cipher.ts';
import type { SignInLinks } from '../access/sign-in-links.ts';
import { SignInRefusal } from '../access/sign-in-refusal.ts';
import { isUnavailable } from '../graphql/errors.ts';
import type { Instant } from '../instant.ts';
import { HttpRefusal } from './http-refusal.ts';
import { readJsonBodies } from './json-body.ts';
import { ownPath } from './own-path.ts';
import type { ServerLimits } from './server-limits.ts';
import { SignInCookies } from './sign-in-cookies.ts';

export interface SignInRouteOptions {
  /** Null: no sign-in at an OpenID provider is configured. */
  readonly oidcSignIn: OidcSignIn | null;
  readonly cookieCipher: CookieCipher;
  readonly clock: () => Instant;
  readonly limits: ServerLimits;
  readonly signInLinks: SignInLinks;
  /** The URL by which browsers reach this server. */
  readonly publicUrl: () => string;
}

const startBody = z.object({ returnTo: z.string().max(2000) });
const linkBody = z.object({ secret: z.string().max(200) });
const finishBody = z.object({ answer: z.string().max(16_000) });

/**
 * Signs people in at the OpenID provider, for the page. The server exchanges the code and stores the refresh token in a sealed
 * cookie that only these routes read, so scripts never see it. The page gets the short-lived token and sends it like any other
 * credential: the API accepts no cookies.
 */
export async function serveSignIn(http: FastifyInstance, options: SignInRouteOptions): Promise<void> {
  const { oidcSignIn: provider, limits } = options;
  await http.register(async (scope) => {
    await scope.register(fastifyCookie);
    readJsonBodies(scope, limits);
    scope.addHook('onRequest', (_request, reply, done) => {
      reply.header('cache-control', 'no-store');
      done();
    });
    scope.get('/sign-in/provider', () => ({ provider: provider && provider.providerHost }));
    scope.post('/sign-in/link', (request) => redeem(request, options));
    if (!provider) return;
    const routes = new SignInRoutes(provider, options);
    for (const name of ['start', 'finish', 'renew', 'end'] as const) {
      scope.post(`/sign-in/${name}`, async (request, reply) => {
        routes.refuseOtherOrigins(request);
        return routes[name](request, reply).catch(refuse);
      });
    }
  });
}

/** Exchanges the secret of a one-time sign-in link for the new secret of its key. Uses no cookie. */
async function redeem(request: FastifyRequest, { signInLinks }: SignInRouteOptions): Promise<{ secret: string }> {
  const secret = await signInLinks.redeem(readBody(linkBody, request).secret).catch(refuse);
  if (secret !== null) return { secret };
  throw new HttpRefusal(
    403,
    'LINK_OVER',
    'This link was used before, has ended or was revoked. Ask whoever sent it for another one.',
  );
}

class SignInRoutes {
  readonly #provider: OidcSignIn;
  readonly #options: SignInRouteOptions;

  constructor(provider: OidcSignIn, options: SignInRouteOptions) {
    this.#provider = provider;
    this.#options = options;
  }

  /** Browsers send the header Origin with every POST request. */
  refuseOtherOrigins({ headers: { origin } }: FastifyRequest): void {
    const own = new URL(this.#options.publicUrl()).origin;
    if (origin === own) return;
    throw new HttpRefusal(403, 'FORBIDDEN', `People sign in at ${own}: open Darkroom there. PUBLIC_URL sets it.`);
  }

  async start(request: FastifyRequest, reply: FastifyReply): Promise<{ url: string }> {
    const { returnTo } = readBody(startBody, request);
    const { url, started } = await this.#provider.start(this.#callback());
    await this.#cookies(request, reply).keepStarted({ ...started, returnTo: ownPath(returnTo) });
    return { url };
  }

  async finish(request: FastifyRequest, reply: FastifyReply) {
    const callback = new URLSearchParams(readBody(finishBody, request).answer);
    const cookies = this.#cookies(request, reply);
    const started = await cookies.takeStarted(callback.get('state') ?? '');
    if (!started) throw new SignInRefusal('NOT_STARTED_HERE');
    const signedIn = await this.#provider.finish(new URL(`${this.#callback()}?${callback}`), started);
    return { ...(await this.#sessionOf(signedIn, cookies)), returnTo: started.returnTo };
  }

  /** Responds with null if nobody is signed in. */
  async renew(request: FastifyRequest, reply: FastifyReply) {
    const cookies = this.#cookies(request, reply);
    const kept = await cookies.kept();
    if (!kept) return { token: null };
    try {
      const signedIn = await this.#provider.renew(kept.refreshToken);
      if (signedIn.viewer.name !== kept.name) throw new SignInRefusal('OTHER_PERSON');
      return await this.#sessionOf(signedIn, cookies);
    } catch (error) {
      if (error instanceof SignInRefusal) cookies.forget();
      throw error;
    }
  }

  async end(request: FastifyRequest, reply: FastifyReply) {
    const cookies = this.#cookies(request, reply);
    const kept = await cookies.kept();
    cookies.forget();
    // The cookie is deleted in any case, and the browser does not wait for a provider that does not respond.
    if (kept) {
      this.#provider.end(kept.refreshToken).catch((error: unknown) => {
        request.log.info({ err: error }, 'the refresh token could not be revoked at the provider');
      });
    }
    return {};
  }

  async #sessionOf({ token, viewer, expiresAt, refreshToken }: SignedIn, cookies: SignInCookies) {
    if (refreshToken === null) cookies.forget();
    const isKept = refreshToken !== null && (await cookies.keep({ refreshToken, name: viewer.name }));
    return { token, lifetimeMs: expiresAt - this.#options.clock(), isRenewable: isKept };
  }

  #callback(): string {
    return callbackUrl(this.#options.publicUrl());
  }

  #cookies(request: FastifyRequest, reply: FastifyReply): SignInCookies {
    const { cookieCipher, clock, publicUrl } = this.#options;
    return new SignInCookies({ request, reply, cookieCipher, clock, isSecure: publicUrl().startsWith('https:') });
  }
}

function readBody<Body>(rule: z.ZodType<Body>, { body }: FastifyRequest): Body {
  const read = rule.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new HttpRefusal(400, 'BAD_REQUEST', `${issue?.path.join('.') || 'The body'}: ${issue?.message}`);
}

function refuse(error: unknown): never {
  if (error instanceof SignInRefusal) throw new HttpRefusal(403, error.code, error.message);
  if (isUnavailable(error)) {
    const message = 'This cannot be checked now. Nothing was lost: try again in a minute.';
    throw new HttpRefusal(503, 'UNAVAILABLE', message, {}, { 'retry-after': '5' });
  }
  throw error;
}
