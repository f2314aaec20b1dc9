import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Viewer } from '../access/viewer.ts';
import type { Format } from '../documentation/preferred-format.ts';

const CONTENT_TYPES: Readonly<Record<Format | 'text', string>> = {
  html: 'text/html; charset=utf-8',
  markdown: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
  text: 'text/plain; charset=utf-8',
};

export interface DocumentationResponse {
  readonly body: string;
  readonly format: Format | 'text';
  /** Null: the request has no credential. */
  readonly viewer: Viewer | null;
  /** Whether search engines may index it: only the HTML of the pages, not answers or Markdown. */
  readonly isIndexed: boolean;
  /** The address of the same document as Markdown; null if there is none. */
  readonly alternate: string | null;
}

/** Sends a document with an ETag of its bytes, which changes with the pages, the prices and the program. */
export function sendDocument(reply: FastifyReply, response: DocumentationResponse): FastifyReply {
  const { body, format, viewer, isIndexed, alternate } = response;
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const links = ['</llms.txt>; rel="describedby"; type="text/plain"'];
  if (alternate !== null) links.unshift(`<${alternate}>; rel="alternate"; type="text/markdown"`);
  varyByWhoAsks(reply).headers({
    etag,
    link: links.join(', '),
    'cache-control': viewer ? 'no-store' : 'no-cache', // caches must revalidate it, because prices change
    ...(!isIndexed && { 'x-robots-tag': 'noindex' }),
  });
  if (isKnown(reply.request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.header('content-type', CONTENT_TYPES[format]).send(body);
}

/** Sends a message that applies to this request only, such as a refusal. */
export function sendNotice(reply: FastifyReply, format: Format, body: string): FastifyReply {
  return varyByWhoAsks(reply)
    .headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex', 'content-type': CONTENT_TYPES[format] })
    .send(body);
}

/** Adds to the header `vary` that other hooks have set. */
function varyByWhoAsks(reply: FastifyReply): FastifyReply {
  const before = reply.getHeader('vary');
  return reply.header('vary', [before, 'Accept', 'Authorization'].filter((name) => name !== undefined).join(', '));
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
