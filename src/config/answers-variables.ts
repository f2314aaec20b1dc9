import { MODEL_PROVIDERS, type ModelSettings } from '../answers/model-settings.ts';
import { oneOf, url, visibleText } from './variable-rules.ts';

export const ANSWERS_VARIABLES = {
  ANSWERS: oneOf(['builtin', ...MODEL_PROVIDERS]).default('builtin'),
  ANSWERS_MODEL: visibleText.nullable().default(null),
  ANSWERS_URL: url(/^https?:\/\//, 'http://127.0.0.1:11434/v1')
    .nullable()
    .default(null),
  ANSWERS_KEY: visibleText.nullable().default(null),
};

interface Read {
  readonly ANSWERS: 'builtin' | ModelSettings['provider'];
  readonly ANSWERS_MODEL: string | null;
  readonly ANSWERS_URL: string | null;
  readonly ANSWERS_KEY: string | null;
}

/** What is wrong with the variables together; null where nothing is. */
export function problemOfAnswers(read: Read): string | null {
  const { ANSWERS, ANSWERS_MODEL, ANSWERS_URL, ANSWERS_KEY } = read;
  if (ANSWERS === 'builtin') {
    const idle = (['ANSWERS_MODEL', 'ANSWERS_URL', 'ANSWERS_KEY'] as const).find((name) => read[name] !== null);
    return idle === undefined ? null : `${idle} requires ANSWERS: set it to one of ${MODEL_PROVIDERS.join(', ')}`;
  }
  if (ANSWERS_MODEL === null) return `ANSWERS_MODEL must be set when ANSWERS is ${ANSWERS}`;
  if (ANSWERS === 'openai-compatible') {
    return ANSWERS_URL === null ? 'ANSWERS_URL must be set when ANSWERS is openai-compatible' : null;
  }
  return ANSWERS_KEY === null ? `ANSWERS_KEY must be set when ANSWERS is ${ANSWERS}` : null;
}

/** Null: no model words answers. */
export function answersModelOf(read: Read): ModelSettings | null {
  if (read.ANSWERS === 'builtin' || read.ANSWERS_MODEL === null) return null;
  return { provider: read.ANSWERS, model: read.ANSWERS_MODEL, url: read.ANSWERS_URL, key: read.ANSWERS_KEY };
}
