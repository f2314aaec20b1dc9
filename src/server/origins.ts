import type { IncomingMessage } from 'node:http';
import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

export interface OriginOptions {
  /** The origins of other sites that may use the API, such as https://shop.example.com. */
  readonly corsOrigins: readonly string[];
  /** The public URL of the server; null accepts every host name. */
  readonly publicUrl: string | null;
}

/**
 * Whether a page may open a WebSocket. Browsers always send the origin, and no preflight request for a socket, so this is the
 * only check. Other clients send no origin and are accepted.
 */
export function isOriginAllowed({ headers }: IncomingMessage, { corsOrigins, publicUrl }: OriginOptions): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false; // "null": a page without an origin
  if (publicUrl !== null && new URL(publicUrl).origin === origin) return true;
  return new URL(origin).host === host || corsOrigins.includes(origin);
}

/** What clients of the Model Context Protocol send with every request. */
const MCP_HEADERS = ['mcp-protocol-version', 'mcp-method', 'mcp-name'];

/** Pages of these origins may read answers; of no others, and nothing is said of it where there are none. */
export async function allowOrigins(http: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  await http.register(cors, {
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT'],
    allowedHeaders: ['authorization', 'content-type', 'darkroom-cost', 'apollo-require-preflight', ...MCP_HEADERS],
    exposedHeaders: ['retry-after', 'etag', 'content-disposition'],
    maxAge: 3600,
  });
}
