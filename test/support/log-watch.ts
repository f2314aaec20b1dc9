/**
 * What must never stand in a log: secrets of keys, tokens, signed URLs, and what people wrote. Every studio and every
 * process that a test starts hands over its lines at its end, so that those of the whole run are searched.
 */

const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  'the secret of a key': /dkr_[0-9a-f]{13,}/,
  'a token': /eyJ[\w-]{10,}\.[\w-]+/,
  'the URL of a picture or an upload': /\/(pictures|uploads)\/[^":\s]*\?[^"\s]*=/,
};

/** A shorter text could stand in a line by chance. */
const TELLING_LENGTH = 6;

/** Texts of users, and secrets without a format of our own, escaped as in the JSON of a log line. */
const sent = new Set<string>();

/** Notes what must not be logged of a request: the texts of its prompts and backgrounds, and its credential. */
export function noteSent(variables: unknown, credential?: string): void {
  if (credential !== undefined && credential.length >= TELLING_LENGTH) sent.add(inJson(credential));
  JSON.stringify(variables, (name, value: unknown) => {
    const isPrompt = name === 'prompt' || name === 'background' || name === 'negativePrompt';
    if (isPrompt && typeof value === 'string' && value.trim().length >= TELLING_LENGTH) sent.add(inJson(value.trim()));
    return value;
  });
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Throws if the log contains a forbidden text, without repeating that text. */
export function searchLog(lines: readonly string[]): void {
  const log = lines.join('\n'); // one search for each text, instead of one for each text and line
  for (const [what, pattern] of Object.entries(FORBIDDEN)) refuse(log, what, pattern.exec(log)?.index);
  for (const text of sent) {
    const at = log.indexOf(text);
    refuse(log, 'what somebody sent', at === -1 ? undefined : at);
  }
}

/** The lines of a process's output that its log has written; the rest is said to the person who started it. */
export function logLinesOf(output: string): string[] {
  return output.split('\n').filter((line) => line.startsWith('{'));
}

function refuse(log: string, what: string, at: number | undefined): void {
  if (at !== undefined)
    throw new Error(`a log line holds ${what}, at the end of: ${log.slice(Math.max(0, at - 120), at)}`);
}
