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
 * Takes the key out of the address at once, so that it stays in no history and is sent to nobody else, and keeps it for
 * this tab alone.
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

/**
 * GraphiQL at /graphiql: one self-contained page, nothing from elsewhere. It is 9 MB of text, so it is loaded and
 * compressed at the first visit. Opened as /graphiql#key=dkr_…, it sends that key.
 */
export function serveGraphiql(http: FastifyInstance): void {
  let page: Promise<Buffer> | undefined;
  http.get('/graphiql', async (_request, reply) => {
    page ??= render();
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-encoding', 'gzip')
      .header('cache-control', 'private, max-age=3600')
      .send(await page);
  });
}

async function render(): Promise<Buffer> {
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
  return promisify(gzip)(`${html.slice(0, place)}${WITH_KEY}(${asked})${html.slice(place + asked.length)}`);
}
