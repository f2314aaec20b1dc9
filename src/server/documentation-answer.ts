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

export interface DocumentationAnswer {
  readonly body: string;
  readonly format: Format | 'text';
  /** Null: what was asked for without a credential. */
  readonly viewer: Viewer | null;
  /** Answers and what is there for programs are not to be found by search engines beside the pages. */
  readonly isIndexed: boolean;
  /** Where the same is as Markdown; null: nowhere else. */
  readonly alternate: string | null;
}

/** The tag is of the bytes, and so of pages, prices and the program that rendered them. */
export function sendDocument(reply: FastifyReply, answer: DocumentationAnswer): FastifyReply {
  const { body, format, viewer, isIndexed, alternate } = answer;
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const links = ['</llms.txt>; rel="describedby"; type="text/plain"'];
  if (alternate !== null) links.unshift(`<${alternate}>; rel="alternate"; type="text/markdown"`);
  varyByWhoAsks(reply).headers({
    etag,
    link: links.join(', '),
    'cache-control': viewer ? 'no-store' : 'no-cache', // may be kept, but is to be asked for again: prices change
    ...(!isIndexed && { 'x-robots-tag': 'noindex' }),
  });
  if (isKnown(reply.request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.header('content-type', CONTENT_TYPES[format]).send(body);
}

/** A refusal, which is of this request alone. */
export function sendNotice(reply: FastifyReply, format: Format, body: string): FastifyReply {
  return varyByWhoAsks(reply)
    .headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex', 'content-type': CONTENT_TYPES[format] })
    .send(body);
}

/** Beside what else the answer varies by. */
function varyByWhoAsks(reply: FastifyReply): FastifyReply {
  const before = reply.getHeader('vary');
  return reply.header('vary', [before, 'Accept', 'Authorization'].filter((name) => name !== undefined).join(', '));
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
