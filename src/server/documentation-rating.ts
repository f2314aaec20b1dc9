import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { RATING_ADDRESS } from '../documentation/answer-rating-html.ts';
import type { DocumentationSite } from '../documentation/documentation-site.ts';
import { noticeHtml } from '../documentation/notice.ts';
import type { Services } from '../graphql/services.ts';
import { checkInput } from '../input/invalid-input.ts';
import { sendNotice } from './documentation-response.ts';
import { askerOf, type RateLimits } from './rate-limits.ts';
import { requestViewer } from './request-viewer.ts';

export interface DocumentationRatingOptions {
  readonly site: DocumentationSite;
  readonly services: Pick<Services, 'answers' | 'authenticator' | 'readShares'>;
  readonly rateLimits: RateLimits;
}

/** Enough for a question of 500 characters, each of up to 12 bytes in form encoding, and the field names. */
const FORM_BYTES_MAX = 8_192;

const ratingRules = z.object({ helpful: z.enum(['yes', 'no'], { error: 'must be yes or no' }) });

/** Handles the form below each answer that asks whether it helped. Each request counts as a question. */
export function serveAnswerRating(
  scope: FastifyInstance,
  { site, services, rateLimits }: DocumentationRatingOptions,
): void {
  const form = { parseAs: 'string', bodyLimit: FORM_BYTES_MAX } as const;
  scope.addContentTypeParser<string>('application/x-www-form-urlencoded', form, (_request, body, done) => {
    done(null, new URLSearchParams(body));
  });
  scope.post(RATING_ADDRESS, async (request: FastifyRequest, reply) => {
    const viewer = await requestViewer(request, services, rateLimits);
    const tooOften = rateLimits.refuseAsk(askerOf(viewer, request.ip));
    if (tooOften) throw tooOften;
    const fields = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const { helpful } = checkInput(ratingRules, { helpful: fields.get('helpful') ?? undefined });
    await services.answers.rate(fields.get('question') ?? '', { viewer, isHelpful: helpful === 'yes' });
    return sendNotice(reply, 'html', noticeHtml(THANKS, site.pages).text);
  });
}

const THANKS = {
  code: 'RATED',
  title: 'Thank you',
  message: 'Whether this answer helped has been recorded.',
  nearest: [],
};
