import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const WELCOME = `# Choose an operation with the play button, or press Ctrl+Enter in it.
query Projects {
  projects(first: 10) {
    nodes { id name balance }
  }
}

# Put a project's id in place of prj_… and leave this running; then perform an action elsewhere.
subscription Balance {
  balanceChanged(projectId: "prj_…") {
    balance
    sequence
    transaction { kind amount actor createdAt action { kind status } }
  }
}
`;

/**
 * Removes the key from the URL at once, so that it stays in no browser history and in no referrer, and stores it in this
 * tab only.
 */
const WITH_KEY = `(options => {
  const given = new URLSearchParams(location.hash.slice(1)).get('key');
  if (given) {
    sessionStorage.setItem('darkroom.key', given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  const key = given ?? sessionStorage.getItem('darkroom.key');
  if (!key) return options;
  const authorization = 'Bearer ' + key;
  return { ...options, additionalHeaders: { authorization }, connectionParams: { authorization } };
})`;

/** The page, and the hashes of its inline scripts, which the content security policy allows. */
interface Page {
  readonly compressed: Buffer;
  readonly contentSecurityPolicy: string;
}

/**
 * Serves GraphiQL at /graphiql as one self-contained page that loads nothing from other hosts. The page has 9 MB, so it is
 * loaded and compressed at the first request. Opened as /graphiql#key=dkr_…, it sends that key.
 */
export function serveGraphiql(http: FastifyInstance): void {
  let page: Promise<Page> | undefined;
  http.get('/graphiql', async (_request, reply) => {
    page ??= render();
    const { compressed, contentSecurityPolicy } = await page;
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-encoding', 'gzip')
      .header('content-security-policy', contentSecurityPolicy)
      .header('cache-control', 'private, max-age=3600')
      .send(compressed);
  });
}

async function render(): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const options = {
    title: 'Darkroom GraphiQL',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS' as const,
    defaultQuery: WELCOME,
  };
  const asked = JSON.stringify(options);
  const html = renderGraphiQL(options);
  const place = html.lastIndexOf(asked);
  if (place === -1) throw new Error('the GraphiQL page does not hold its options where they were expected');
  const withKey = `${html.slice(0, place)}${WITH_KEY}(${asked})${html.slice(place + asked.length)}`;
  return { compressed: await promisify(gzip)(withKey), contentSecurityPolicy: policyOf(withKey) };
}

function policyOf(html: string): string {
  const scripts = [...html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '');
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return [
    "default-src 'self'",
    `script-src 'self' ${hashes.join(' ')}`,
    "worker-src 'self' blob:", // the editor's
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
