import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../graphql/services.ts';
import type { McpEndpoint } from '../mcp/mcp-endpoint.ts';
import { refusalOfBody } from './body-refusal.ts';
import { asHttpRefusal, HttpRefusal } from './http-refusal.ts';
import { readJsonBodies } from './json-body.ts';
import { isOriginAllowed, type OriginOptions } from './origins.ts';
import type { RateLimits } from './rate-limits.ts';
import { requestViewer } from './request-viewer.ts';
import type { ServerLimits } from './server-limits.ts';

export interface McpRouteOptions {
  readonly endpoint: McpEndpoint;
  readonly services: Pick<Services, 'authenticator'>;
  readonly rateLimits: RateLimits;
  readonly limits: ServerLimits;
  readonly origins: OriginOptions;
}

const MESSAGE = '{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}';
const GUIDE = '/docs/api/mcp';

/**
 * Serves the Model Context Protocol at /mcp: streamable HTTP without sessions. Each request contains one message and counts
 * against the rate limit of its credential, so that /mcp allows no more than /graphql.
 */
export async function serveMcp(
  http: FastifyInstance,
  { endpoint, services, rateLimits, limits, origins }: McpRouteOptions,
): Promise<void> {
  http.addHook('preClose', (done) => {
    endpoint.stopWaiting();
    done();
  });
  await http.register(async (scope) => {
    readJsonBodies(scope, limits);
    scope.setErrorHandler((error, request, reply) => refuse(error, request, reply, limits));
    scope.addHook('onRequest', (request, _reply, done) => {
      done(isOriginAllowed(request.raw, origins) && isNameKnown(request, origins) ? undefined : foreignOrigin());
    });
    scope.get('/mcp', (request, reply) => {
      if (request.headers.accept?.includes('text/html') === true) return reply.redirect(GUIDE, 303);
      throw methodNotAllowed();
    });
    scope.delete('/mcp', () => {
      throw methodNotAllowed();
    });
    scope.post('/mcp', { bodyLimit: limits.bodyBytes }, async (request, reply) => {
      if (Array.isArray(request.body)) throw new HttpRefusal(400, 'BAD_REQUEST', 'Send one message in a request.');
      const viewer = await requestViewer(request, services, rateLimits);
      const counts = rateLimits.countsOf(viewer, request.ip);
      const call = { request: webRequest(request, reply), body: request.body, viewer, ...counts };
      const response = await endpoint.respond(call);
      return reply.header('cache-control', 'no-store').send(response);
    });
  });
}

/** The request as the protocol library reads it. It is aborted when the client disconnects. */
function webRequest({ headers }: FastifyRequest, { raw }: FastifyReply): Request {
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  const read = Object.entries(headers).filter(([name]) => /^(accept|content-type|mcp-.+)$/.test(name));
  return new Request('http://darkroom/mcp', {
    method: 'POST',
    headers: read.map(([name, value]): [string, string] => [name, String(value)]),
    signal: gone.signal,
  });
}

/**
 * Guards against DNS rebinding: a page of another site can make its host name resolve to this machine, and its requests then
 * have equal origin and host. With PUBLIC_URL only its origin is accepted, otherwise only IP addresses and localhost.
 */
function isNameKnown({ headers }: FastifyRequest, { publicUrl, corsOrigins }: OriginOptions): boolean {
  const { origin } = headers;
  if (origin === undefined || corsOrigins.includes(origin)) return true;
  if (publicUrl !== null) return origin === new URL(publicUrl).origin;
  return /^(localhost|[\d.]+|\[[\da-f:.]+\])$/.test(new URL(origin).hostname);
}

function foreignOrigin(): HttpRefusal {
  const message = 'Pages of this origin may not use MCP here. Name it in CORS_ORIGINS, or this server in PUBLIC_URL.';
  return new HttpRefusal(403, 'FORBIDDEN', message);
}

function methodNotAllowed(): HttpRefusal {
  const message = `This is a server of the Model Context Protocol without sessions: send each message by POST. See ${GUIDE}.`;
  return new HttpRefusal(405, 'BAD_REQUEST', message, {}, { allow: 'POST' });
}

/** In the range that JSON-RPC reserves for servers. */
const JSON_RPC_CODE = -32_000;

/** Formats a refusal as a JSON-RPC error, which MCP clients can read. */
function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply, limits: ServerLimits): FastifyReply {
  const refusal = refusalOfBody(asHttpRefusal(error), limits, MESSAGE);
  const { statusCode, code, message, extensions, headers } = refusal;
  if (statusCode === 500) request.log.error({ err: error }, 'a request failed');
  if (statusCode === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(statusCode)
    .headers({ 'cache-control': 'no-store', ...headers })
    .send({ jsonrpc: '2.0', id: null, error: { code: JSON_RPC_CODE, message, data: { ...extensions, code } } });
}
