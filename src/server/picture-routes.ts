import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import { attachmentHeader } from '../images/file-name.ts';
import type { Delivered, PictureDelivery } from '../images/picture-delivery.ts';
import type { RefusalCode, Refused } from '../images/refusal.ts';
import type { ImageUploads, Received } from '../images/image-uploads.ts';
import { HttpRefusal } from './http-refusal.ts';

const STATUS_OF_REFUSAL: Readonly<Record<RefusalCode, number>> = {
  BAD_SIGNATURE: 403,
  MALFORMED_URL: 400,
  EXPIRED: 410,
  WRONG_CONTENT_TYPE: 415,
  LENGTH_REQUIRED: 411,
  TOO_LARGE: 413,
  WRONG_LENGTH: 400,
  NOT_FOUND: 404,
  ALREADY_UPLOADED: 409,
  UPLOAD_UNDER_WAY: 409,
  TOO_MANY_UPLOADS: 503,
  SENDER_SILENT: 408,
  INCOMPLETE: 400,
  NOT_A_PICTURE: 422,
  OTHER_FORMAT: 422,
  TOO_MANY_PIXELS: 422,
  ANIMATED: 422,
  BROKEN: 422,
};

export interface PictureRoutesOptions {
  readonly uploads: ImageUploads;
  readonly delivery: PictureDelivery;
}

/**
 * `PUT /uploads/:imageId`, `POST /uploads/:imageId/completion`, and `GET` and `HEAD /pictures/:contentHash` and `/pictures/:contentHash/file`. Their signed URLs are the only credential. A refusal
 * is `{ "error": { "code", "message" } }`; an accepted upload is answered with 201 and
 * `{ "picture": { "contentType", "bytes", "width", "height" } }`, the picture as stored. Range requests are not supported.
 */
export const pictureRoutes: FastifyPluginAsync<PictureRoutesOptions> = async (app, { uploads, delivery }) => {
  leaveBodiesAlone(app);
  respondToErrors(app);

  app.put<{ Params: { imageId: string }; Querystring: Record<string, string> }>(
    '/uploads/:imageId',
    { config: { readsOwnBody: true } },
    async ({ params, query, headers, raw }, reply) => {
      const outcome = await uploads.receive({
        imageId: params.imageId,
        query: new URLSearchParams(query),
        contentType: headers['content-type'],
        contentEncoding: headers['content-encoding'],
        contentLength: headers['content-length'],
        body: raw,
      });
      return respondToUpload(reply, outcome);
    },
  );

  app.post<{ Params: { imageId: string }; Querystring: Record<string, string> }>(
    '/uploads/:imageId/completion',
    async ({ params, query }, reply) =>
      respondToUpload(reply, await uploads.complete({ ...params, query: new URLSearchParams(query) })),
  );

  for (const [url, isFile] of [
    ['/pictures/:contentHash', false],
    ['/pictures/:contentHash/file', true],
  ] as const) {
    app.route<{ Params: { contentHash: string }; Querystring: Record<string, string> }>({
      method: ['GET', 'HEAD'],
      url,
      handler: async ({ params, query, headers, method }, reply) => {
        const gone = new AbortController();
        reply.raw.once('close', () => gone.abort());
        const request = {
          contentHash: params.contentHash,
          query: new URLSearchParams(query),
          ifNoneMatch: headers['if-none-match'],
          gone: gone.signal,
        };
        const outcome = await (isFile ? delivery.download(request) : delivery.deliver(request));
        if (outcome.status === 'refused') return refuse(reply, outcome);
        return deliver(reply, outcome, { isHead: method === 'HEAD', isFile });
      },
    });
  }
};

function respondToUpload(reply: FastifyReply, outcome: Received): FastifyReply {
  if (outcome.status === 'refused') return refuse(reply, outcome);
  const { contentType, bytes, width, height } = outcome.picture;
  return reply.code(201).header('cache-control', 'no-store').send({ picture: { contentType, bytes, width, height } });
}

/** Leaves bodies of every content type to the handler, which reads the request stream itself. */
function leaveBodiesAlone(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _body, done) => done(null));
}

function respondToErrors(app: FastifyInstance): void {
  app.setErrorHandler<{ code?: string }>((error, request, reply) => {
    if (error instanceof HttpRefusal) {
      return respond(reply.headers(error.headers), error.statusCode, error.code, error.message);
    }
    if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
      const message = 'The header content-type is not a media type. It must be the contentType of the upload.';
      return refuse(reply, { status: 'refused', code: 'WRONG_CONTENT_TYPE', message });
    }
    request.log.error({ err: error }, 'a picture request failed');
    return respond(reply, 500, 'INTERNAL_SERVER_ERROR', 'This failed on our side. Try it again with the same URL.');
  });
}

/** Pages of other origins may show pictures. */
const SHOWN_ANYWHERE = { 'cross-origin-resource-policy': 'cross-origin' };

function deliver(
  reply: FastifyReply,
  delivered: Delivered,
  { isHead, isFile }: { readonly isHead: boolean; readonly isFile: boolean },
): FastifyReply {
  if (delivered.status === 'elsewhere') {
    const headers = { 'cache-control': `private, max-age=${delivered.secondsLeft}`, ...SHOWN_ANYWHERE };
    return reply
      .code(302)
      .headers({ ...headers, location: delivered.url })
      .send();
  }
  reply.headers({
    etag: delivered.etag,
    'cache-control': `private, immutable, max-age=${delivered.secondsLeft}`,
    // Also with 304, because a browser keeps the newest headers. The bytes come from users: browsers must treat them as a
    // picture only, which pages of other origins may show.
    'content-security-policy': "default-src 'none'; sandbox",
    ...SHOWN_ANYWHERE,
    'x-content-type-options': 'nosniff',
  });
  if (delivered.status === 'unchanged') return reply.code(304).send();
  const { content } = delivered;
  if (isHead && content instanceof Readable) content.destroy();
  return reply
    .headers({
      'content-type': delivered.contentType,
      'content-length': delivered.length,
      'content-disposition': isFile ? attachmentHeader(delivered.fileName) : `inline; filename="${delivered.fileName}"`,
      'accept-ranges': 'none',
    })
    .send(isHead ? '' : content);
}

function refuse(reply: FastifyReply, { code, message }: Refused): FastifyReply {
  const { readableDidRead, complete } = reply.request.raw;
  if (readableDidRead && !complete) reply.header('connection', 'close'); // the rest of the body will not be read
  return respond(reply, STATUS_OF_REFUSAL[code], code, message);
}

function respond(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').send({ error: { code, message } });
}
