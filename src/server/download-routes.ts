import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { TransactionDownloads } from '../export/transaction-downloads.ts';
import { HttpRefusal } from './http-refusal.ts';

const STATUS_OF_REFUSAL = { BAD_SIGNATURE: 403, EXPIRED: 410 } as const;

/**
 * `GET /downloads/transactions`. The signed URL is the only credential. The file is read as fast as the client reads. If
 * reading fails, the response ends without its last chunk, so that the client detects an incomplete file.
 */
export function serveDownloads(http: FastifyInstance, downloads: TransactionDownloads): void {
  http.get<{ Querystring: Record<string, string> }>(
    '/downloads/transactions',
    { exposeHeadRoute: false },
    async ({ query }, reply) => {
      const outcome = await downloads.open(new URLSearchParams(query));
      if (outcome.status === 'refused') {
        throw new HttpRefusal(STATUS_OF_REFUSAL[outcome.code], outcome.code, outcome.message);
      }
      return reply
        .headers({
          'content-type': 'text/csv; charset=utf-8; header=present',
          'content-disposition': contentDisposition(outcome.fileName),
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        })
        .send(Readable.from(outcome.text, { objectMode: false }));
    },
  );
}

/** By RFC 6266: an ASCII name for old clients, and the full name. */
function contentDisposition(fileName: string): string {
  const ascii = fileName.normalize('NFKD').replaceAll(/[^\x20-\x7e]+/g, '');
  const encoded = encodeURIComponent(fileName).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii.trim()}"; filename*=UTF-8''${encoded}`;
}
