import { HttpRefusal } from './http-refusal.ts';
import type { ServerLimits } from './server-limits.ts';

/** Why a request with a JSON body was not handled; `shape` is what the body has to look like. */
export function refusalOfBody(error: unknown, { bodyBytes }: ServerLimits, shape: string): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  const { code = '', statusCode = 500 } = Object(error) as { code?: string; statusCode?: number }; // fastify's, or node's
  if (code === 'ECONNRESET') return new HttpRefusal(400, 'BAD_REQUEST', 'The request was cut off before its end.');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const message = `The body is larger than LIMIT_BODY_BYTES, ${bodyBytes}. Pictures are uploaded, not sent here.`;
    return new HttpRefusal(413, 'BAD_REQUEST', message, { limit: { name: 'LIMIT_BODY_BYTES', max: bodyBytes } });
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new HttpRefusal(415, 'BAD_REQUEST', 'Send the request as "content-type: application/json".');
  }
  if (statusCode >= 400 && statusCode < 500) {
    return new HttpRefusal(400, 'BAD_REQUEST', `The body must be one JSON object: ${shape}.`);
  }
  return new HttpRefusal(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side. It has been logged.');
}
