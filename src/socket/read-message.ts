/**
 * A message of a socket as graphql-ws takes it, read already; the text where it cannot be read, for graphql-ws to say so.
 * Of a text that it reads itself it keeps the text for as long as the operation lasts.
 */
export function readMessage(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
