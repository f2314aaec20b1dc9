import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { type ProviderAnswer, ProviderSignIns } from './provider-sign-ins.ts';

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/** A local OpenID provider: its discovery document, its keys, tokens signed with them, and its sign-in. */
export class IdentityProvider {
  /** How often its keys have been fetched. */
  keyFetches = 0;
  readonly signIns = new ProviderSignIns();
  readonly #server: Server;
  #keys: readonly { readonly kid: string; readonly pair: KeyPair }[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  static async start(): Promise<IdentityProvider> {
    const provider = new IdentityProvider();
    await provider.changeKeys('first');
    await new Promise<void>((resolve) => provider.#server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  /** The variables with which Darkroom accepts tokens of this provider. */
  get variables(): { OIDC_ISSUER: string; OIDC_AUDIENCE: string } {
    return { OIDC_ISSUER: this.issuer, OIDC_AUDIENCE: 'darkroom' };
  }

  get issuer(): string {
    const { port } = this.#server.address() as AddressInfo; // it listens on a port
    return `http://127.0.0.1:${port}`;
  }

  /** Signs with a new key from now on, and serves only that. */
  async changeKeys(kid: string): Promise<void> {
    this.#keys = [{ kid, pair: await generateKeyPair('RS256') }];
  }

  /** A token with these claims; `aud`, `iss` and an hour to live unless they say otherwise. */
  async sign(claims: JWTPayload, now = Date.now()): Promise<string> {
    const [key] = this.#keys;
    if (!key) throw new Error('the provider has no key');
    const seconds = Math.floor(now / 1000);
    return new SignJWT({ iss: this.issuer, aud: 'darkroom', iat: seconds, exp: seconds + 3600, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: key.kid })
      .sign(key.pair.privateKey);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', this.issuer);
    const form = new URLSearchParams(request.method === 'POST' ? await text(request) : '');
    const { status, location, body } = await this.#answerAt(pathname, searchParams, form);
    response.writeHead(status, { 'content-type': 'application/json', ...(location && { location }) });
    response.end(JSON.stringify(body ?? {}));
  }

  async #answerAt(path: string, query: URLSearchParams, form: URLSearchParams): Promise<ProviderAnswer> {
    const { signIns, issuer } = this;
    if (path === '/authorize') return signIns.authorize(query, issuer);
    if (path === '/token') return signIns.exchange(form, (claims) => this.sign(claims));
    if (path === '/revoke') return signIns.revoke(form);
    if (path === '/.well-known/openid-configuration') {
      return { status: 200, body: { issuer, jwks_uri: `${issuer}/keys`, ...signIns.metadata(issuer) } };
    }
    if (path !== '/keys') return { status: 404 };
    this.keyFetches += 1;
    const keys = this.#keys.map(async ({ kid, pair }) => ({ ...(await exportJWK(pair.publicKey)), kid, alg: 'RS256' }));
    return { status: 200, body: { keys: await Promise.all(keys) } };
  }
}
