import { APICallError, NoImageGeneratedError } from 'ai';
import { EngineBusyError, EngineMisconfiguredError, EngineRejectedError, EngineUnavailableError } from '../engine.ts';
import { reasonOf } from '../../reason-of.ts';
import { type EngineProvider, KEY_VARIABLES } from '../engine-settings.ts';
import { REFUSED_BY_POLICY } from './guarded-fetch.ts';

const REFUSAL = /moderat|safety|content.?policy|nsfw|sensitive|prohibited|not allowed by our|flagged/i;

const CHECK_ACCOUNT = 'The account at the provider has no credit left, or has reached its limit: top it up there.';
const CHECK_MODEL = 'The provider does not know the model: check its name, and ENGINE_URL where it is set.';

/** Error codes and statuses after which every request fails until the operator acts. */
const REMEDIES: Readonly<Record<string, (keyVariable: string) => string>> = {
  billing_hard_limit_reached: () => CHECK_ACCOUNT,
  insufficient_quota: () => CHECK_ACCOUNT,
  402: () => CHECK_ACCOUNT,
  model_not_found: () => CHECK_MODEL,
  unsupported_model: () => CHECK_MODEL,
  404: () => CHECK_MODEL,
  organization_must_be_verified: () => 'The provider wants the organization to be verified: do so there.',
  invalid_api_key: checkKey,
  401: checkKey,
  403: checkKey,
};

function checkKey(keyVariable: string): string {
  return `The provider does not accept the key, or not for this model: check ${keyVariable}.`;
}

/** The delay if a busy response names none. */
const BUSY_DEFAULT_MS = 10_000; // 10 seconds
const BUSY_MAX_MS = 600_000; // 10 minutes

/** The maximum length of a provider's message that is passed on. */
const WORDS_MAX = 300;

/** Translates errors of a provider's client into those of Engine. They never contain the request, which contains pictures. */
export function toEngineError(
  error: unknown,
  {
    signal,
    provider,
    now,
  }: { readonly signal: AbortSignal; readonly provider: EngineProvider; readonly now: () => number },
): unknown {
  if (signal.aborted) return signal.reason;
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof EngineRejectedError || at instanceof EngineUnavailableError) return at;
  }
  if (APICallError.isInstance(error)) return meaningOfResponse(error, provider, now);
  if (NoImageGeneratedError.isInstance(error))
    return new EngineUnavailableError('the engine answered without a picture');
  const words = reasonOf(error);
  if (REFUSAL.test(words)) return new EngineRejectedError(REFUSED_BY_POLICY);
  return new EngineUnavailableError(words.slice(0, WORDS_MAX));
}

function meaningOfResponse(error: APICallError, provider: EngineProvider, now: () => number): Error {
  const { statusCode: status = 0, responseBody = '', message } = error;
  const code = codeOf(responseBody);
  const words = message.slice(0, WORDS_MAX);
  const remedy = REMEDIES[code] ?? REMEDIES[status];
  if (remedy) {
    const reason = `${new URL(error.url).host} answered ${status} ${code}: ${words}`;
    return new EngineMisconfiguredError(reason, remedy(KEY_VARIABLES[provider]));
  }
  if (status === 400 || status === 422) {
    if (REFUSAL.test(`${code} ${words} ${responseBody.slice(0, 2_000)}`)) {
      return new EngineRejectedError(REFUSED_BY_POLICY);
    }
  }
  if (status === 429) return new EngineBusyError(words, retryAfterMs(error.responseHeaders, now));
  if ([400, 413, 415, 422].includes(status)) {
    return new EngineRejectedError(`The engine rejected this request: ${words}`);
  }
  return new EngineUnavailableError(`${status || 'no answer'}: ${words}`);
}

/** OpenAI and compatible providers return the error code in `error.code`. */
function codeOf(body: string): string {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: unknown } };
    return typeof error?.code === 'string' ? error.code : '';
  } catch {
    return '';
  }
}

function retryAfterMs(headers: Record<string, string> | undefined, now: () => number): number {
  const ms = Number(headers?.['retry-after-ms'] ?? Number.NaN);
  const after = headers?.['retry-after'] ?? '';
  const seconds = Number(after === '' ? Number.NaN : after);
  const candidates = [ms, seconds * 1_000, Date.parse(after) - now()];
  const delayMs = candidates.find((each) => Number.isFinite(each) && each >= 0) ?? BUSY_DEFAULT_MS;
  return Math.max(1_000, Math.min(BUSY_MAX_MS, delayMs));
}
