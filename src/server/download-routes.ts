import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { TransactionDownloads } from '../export/transaction-downloads.ts';
import { HttpRefusal } from './http-refusal.ts';

const STATUS_OF_REFUSAL = { BAD_SIGNATURE: 403, EXPIRED: 410 } as const;

/**
 * `GET /downloads/transactions`, whose URL is signed elsewhere: who has one needs no other credential. The file is read as
 * fast as it is taken. A file that could not be read to its end ends without the last chunk, so that nobody takes a part
 * for the whole.
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

/** RFC 6266: a name in ASCII for whoever reads nothing else, and the name as it is. */
function contentDisposition(fileName: string): string {
  const ascii = fileName.normalize('NFKD').replaceAll(/[^\x20-\x7e]+/g, '');
  const encoded = encodeURIComponent(fileName).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii.trim()}"; filename*=UTF-8''${encoded}`;
}
