import type { Admission } from '../graphql/limits/admission.ts';

/**
 * A message of a socket as graphql-ws takes it, read already; the text where it cannot be read, for graphql-ws to say so.
 *
 * graphql-ws keeps the message that began a subscription for as long as that lasts. Of a text that it reads itself it keeps
 * the text, too; and of a query that many have sent there need be one in memory. That is 0.6 of 12 KiB a subscription.
 */
export function readMessage(text: string, admission: Admission): unknown {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return text;
  }
  const { payload } = Object(message) as { payload?: unknown }; // a client may send anything
  if (payload instanceof Object && 'query' in payload && typeof payload.query === 'string') {
    payload.query = admission.oneTextOf(payload.query);
  }
  return message;
}
