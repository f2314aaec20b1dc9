import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpRefusal } from './http-refusal.ts';
import type { ServerLimits } from './server-limits.ts';

/** RFC 8259 requires UTF-8 for JSON between systems. */
const UTF_8 = /^(?:utf-?8)$/i;

/**
 * Reads JSON bodies and refuses other content types: a page of another site can send the types of a form without a preflight
 * request. Refuses bytes that are not UTF-8: they would become U+FFFD, and two different idempotency keys the same one.
 */
export function readJsonBodies(scope: FastifyInstance, limits: ServerLimits): void {
  // `__proto__` is an ordinary name, as over a WebSocket: no code copies parsed properties by assignment.
  const parse = scope.getDefaultJsonParser('ignore', 'ignore');
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const isKnown = request.headers.authorization !== undefined; // the credential is checked before the document is parsed
    if (!isKnown && body.length > limits.anonymousBytes) throw tooLargeUnknown(limits);
    if (!isUtf8(body)) throw new HttpRefusal(400, 'BAD_REQUEST', 'The body is not UTF-8. Send the JSON in UTF-8.');
    return parse(request, body.toString('utf8'), done);
  });
  scope.addHook('onRequest', (request, _reply, done) => {
    refuseEncodings(request);
    done();
  });
}

/** Refuses content encodings and charsets before the body is read. */
function refuseEncodings({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    const message = 'The header content-encoding must be absent: send the JSON as it is, not compressed.';
    throw new HttpRefusal(415, 'BAD_REQUEST', message, {}, { 'accept-encoding': 'identity' });
  }
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset === undefined || UTF_8.test(charset)) return;
  throw new HttpRefusal(415, 'BAD_REQUEST', 'The charset of the body must be UTF-8, as JSON has it.');
}

/** Parsing costs grow with the length of a document, and no query without a credential needs a long one. */
function tooLargeUnknown({ anonymousBytes: max }: ServerLimits): HttpRefusal {
  const message = `Without a credential the body may have LIMIT_ANONYMOUS_BYTES, ${max}. Send an API key: the header "authorization: Bearer dkr_…".`;
  return new HttpRefusal(401, 'UNAUTHENTICATED', message, { limit: { name: 'LIMIT_ANONYMOUS_BYTES', max } });
}
