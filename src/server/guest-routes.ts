import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isUnavailable } from '../graphql/errors.ts';
import { readTypeId, typeId } from '../graphql/ids/type-id.ts';
import type { Services } from '../graphql/services.ts';
import { fileNameOf } from '../images/file-name.ts';
import { InvalidInputError } from '../input/invalid-input.ts';
import type { Instant } from '../instant.ts';
import { VERDICTS } from '../shares/feedback.ts';
import type { GuestLink, GuestRefusal, SharedPicture } from '../shares/guests.ts';
import { refusalOfBody } from './body-refusal.ts';
import { HttpRefusal } from './http-refusal.ts';
import { readJsonBodies } from './json-body.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ServerLimits } from './server-limits.ts';

export interface GuestRouteOptions extends Pick<Services, 'guests' | 'pictureUrl' | 'downloadUrl'> {
  readonly rateLimits: Pick<RateLimits, 'checkGuest'>;
  readonly limits: ServerLimits;
}

/** The secret of a share link, as a bearer token. It is not a credential of the API. */
const SECRET = /^Bearer +(dks_[0-9a-f]{64})$/i;

const THUMBNAIL_PX = 512;
const LARGE_PX = 2048;

const verdictBody = z.object({
  imageId: z.string(),
  name: z.string(),
  verdict: z.enum(VERDICTS),
});
const commentBody = z.object({ imageId: z.string(), name: z.string(), text: z.string() });

/**
 * The requests of guests, for the page at /s: see the pictures of one link, give a verdict, comment. They are not part of the
 * GraphQL API, so that the secret of a link can never become a credential there. Responses contain no prompts or names of keys.
 */
export async function serveGuests(http: FastifyInstance, options: GuestRouteOptions): Promise<void> {
  const { guests, limits } = options;
  await http.register((scope, _options, done) => {
    readJsonBodies(scope, limits);
    scope.addHook('onRequest', (request, reply, next) => {
      reply.headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
      options.rateLimits.checkGuest(secretOf(request), request.method === 'POST');
      next();
    });
    scope.setErrorHandler((error, _request) => {
      throw Object(error).code === undefined || error instanceof HttpRefusal
        ? error
        : refusalOfBody(error, limits, '{"imageId": "img_…", "name": "…"}');
    });
    scope.get('/shared', async (request) => {
      const opened = orThrow(await guests.open(secretOf(request)).catch(refuse));
      return { ...linkBody(opened.link), pictures: opened.pictures.map((each, at) => picture(each, at, opened.link)) };
    });
    scope.post('/shared/verdict', (request) => {
      const { imageId, ...asked } = readBody(verdictBody, request);
      return said(guests.decide(secretOf(request), imageOf(imageId), asked));
    });
    scope.post('/shared/comment', (request) => {
      const { imageId, ...asked } = readBody(commentBody, request);
      return said(guests.comment(secretOf(request), imageOf(imageId), asked));
    });
    done();
  });

  function picture(shared: SharedPicture, at: number, { endsAt, allowsDownload }: GuestLink) {
    const { image } = shared;
    const file = { widthPx: null, contentType: image.contentType, endsAt };
    const fileName = fileNameOf(`picture ${at + 1}`, image.contentType);
    return {
      ...feedbackBody(shared),
      width: image.width,
      height: image.height,
      thumbnailUrl: options.pictureUrl(image, THUMBNAIL_PX, endsAt),
      url: options.pictureUrl(image, LARGE_PX, endsAt),
      downloadUrl: allowsDownload ? options.downloadUrl(image, { ...file, fileName }) : null,
    };
  }
}

function linkBody({ title, endsAt, allowsComments }: GuestLink) {
  return { title, endsAt: iso(endsAt), allowsComments };
}

function feedbackBody({ image, verdicts, comments }: SharedPicture) {
  return {
    id: typeId('img', image.id),
    verdicts: verdicts.map(({ guest, verdict, decidedAt }) => ({ name: guest, verdict, at: iso(decidedAt) })),
    comments: comments.map(({ id, author, text, createdAt }) => {
      return { id: typeId('cmt', id), name: author, text, at: iso(createdAt) };
    }),
  };
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}

async function said(saying: Promise<SharedPicture | GuestRefusal>) {
  return feedbackBody(orThrow(await saying.catch(refuse)));
}

function secretOf({ headers: { authorization = '' } }: FastifyRequest): string {
  const secret = SECRET.exec(authorization)?.[1];
  if (secret === undefined) throw REFUSALS['unknown-link']();
  return secret;
}

function imageOf(id: string) {
  try {
    return readTypeId('img', id, 'imageId');
  } catch (error) {
    return refuse(error);
  }
}

const REFUSALS: Readonly<Record<GuestRefusal, () => HttpRefusal>> = {
  'unknown-link': () =>
    new HttpRefusal(401, 'UNAUTHENTICATED', 'There is no such link. Open it as it was sent to you.'),
  ended: () =>
    new HttpRefusal(410, 'ENDED', 'This link has ended or was revoked. Ask whoever sent it for another one.'),
  'unknown-picture': () => new HttpRefusal(404, 'NOT_FOUND', 'imageId: the link has no such picture.'),
  'no-comments': () => new HttpRefusal(403, 'FORBIDDEN', 'This link does not allow comments.'),
};

function orThrow<Result extends object>(result: Result | GuestRefusal): Result {
  if (typeof result === 'string') throw REFUSALS[result]();
  return result;
}

function readBody<Body>(rule: z.ZodType<Body>, { body }: FastifyRequest): Body {
  const read = rule.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new HttpRefusal(400, 'BAD_USER_INPUT', `${issue?.path.join('.') || 'The body'}: ${issue?.message}`);
}

function refuse(error: unknown): never {
  if (error instanceof InvalidInputError) throw new HttpRefusal(400, 'BAD_USER_INPUT', error.message);
  if (isUnavailable(error)) {
    const message = 'This cannot be done now. Nothing was lost: try again in a minute.';
    throw new HttpRefusal(503, 'UNAVAILABLE', message, {}, { 'retry-after': '5' });
  }
  throw error;
}
