import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/** An OpenID provider on this machine: its discovery document, its keys, and tokens signed by them. */
export class IdentityProvider {
  /** How often its keys have been fetched. */
  keyFetches = 0;
  readonly #server: Server;
  #keys: readonly { readonly kid: string; readonly pair: KeyPair }[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request.url ?? '', response);
    });
  }

  static async start(): Promise<IdentityProvider> {
    const provider = new IdentityProvider();
    await provider.changeKeys('first');
    await new Promise<void>((resolve) => provider.#server.listen(0, '127.0.0.1', resolve));
    return provider;
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

  async #answer(url: string, response: ServerResponse): Promise<void> {
    const body = await this.#documentAt(url);
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? {}));
  }

  async #documentAt(url: string): Promise<object | null> {
    if (url === '/.well-known/openid-configuration') return { issuer: this.issuer, jwks_uri: `${this.issuer}/keys` };
    if (url !== '/keys') return null;
    this.keyFetches += 1;
    const keys = this.#keys.map(async ({ kid, pair }) => ({ ...(await exportJWK(pair.publicKey)), kid, alg: 'RS256' }));
    return { keys: await Promise.all(keys) };
  }
}
