import path from 'node:path';
import { z } from 'zod';
import { ENGINE_PROVIDERS, type EngineChoice, type EngineSettings, KEY_VARIABLES } from '../engines/engine-settings.ts';
import { missingCapability } from '../engines/http/model-profile.ts';
import { url, visibleText, integerVariable } from './variable-rules.ts';

const ENGINE_RULE = `must be builtin or provider:model, such as openai:gpt-image-2, of one of ${ENGINE_PROVIDERS.join(', ')}`;

/** Cut at the first colon: names of models may have more. */
const engine = z.string().transform((value, context): EngineChoice | 'builtin' => {
  if (value === 'builtin') return value;
  const at = value.indexOf(':');
  const provider = ENGINE_PROVIDERS.find((name) => name === value.slice(0, Math.max(0, at)));
  const model = value.slice(at + 1);
  if (provider !== undefined && /^[\w./:@-]{1,200}$/.test(model)) return { provider, model };
  context.addIssue({ code: 'custom', message: ENGINE_RULE });
  return z.NEVER;
});

const OPTIONS_RULE = 'must be JSON such as {"openai":{"quality":"medium"}}';
const optionsShape = z.record(z.string(), z.record(z.string(), z.json()));
const options = z.string().transform((value, context): z.infer<typeof optionsShape> => {
  try {
    return optionsShape.parse(JSON.parse(value));
  } catch {
    context.addIssue({ code: 'custom', message: OPTIONS_RULE });
    return z.NEVER;
  }
});

const COSTS_RULE =
  'must be JSON such as {"openai:gpt-image-2":{"inputTokens":5,"outputTokens":40},"bfl:flux-2-pro":{"unit":0.01}}, with numbers from 0 to 1,000,000 for picture, inputTokens, outputTokens and unit';
const cost = z.number().min(0).max(1_000_000).default(0);
const costsShape = z.record(
  z.string(),
  z.strictObject({ picture: cost, inputTokens: cost, outputTokens: cost, unit: cost }),
);
const costs = z.string().transform((value, context): z.infer<typeof costsShape> => {
  try {
    return costsShape.parse(JSON.parse(value));
  } catch {
    context.addIssue({ code: 'custom', message: COSTS_RULE });
    return z.NEVER;
  }
});

/** The built-in engine is paid by nobody. */
const FREE = { picture: 0, inputTokens: 0, outputTokens: 0, unit: 0 };

const CREDIT_PRICE_RULE = 'must be a number from 0.000001 to 1,000,000, such as 0.05';
const creditPrice = z
  .string()
  .regex(/^\d{1,7}(\.\d{1,6})?$/, CREDIT_PRICE_RULE)
  .transform(Number)
  .refine((price) => price > 0 && price <= 1_000_000, CREDIT_PRICE_RULE);

const key = visibleText.nullable().default(null);
const perAction = engine.nullable().default(null);

export const ENGINE_VARIABLES = {
  ENGINE: engine.default('builtin'),
  ENGINE_PROMPT: perAction,
  ENGINE_EDIT: perAction,
  ENGINE_BACKGROUND: perAction,
  ENGINE_EXPAND: perAction,
  ENGINE_URL: url(/^https?:\/\//, 'http://gpu.internal:8000/v1')
    .nullable()
    .default(null),
  ENGINE_API_KEY: key,
  ENGINE_OPTIONS: options.default({}),
  ENGINE_COSTS: costs.default({}),
  CREDIT_PRICE: creditPrice.nullable().default(null),
  MATTING_MODEL: visibleText
    .transform((file) => path.resolve(file))
    .nullable()
    .default(null),
  ENGINE_TIMEOUT_SECONDS: integerVariable(5, 180).default(120),
  ENGINE_CONCURRENCY: integerVariable(1, 256).default(16),
  OPENAI_API_KEY: key,
  GOOGLE_GENERATIVE_AI_API_KEY: key,
  FAL_KEY: key,
  BFL_API_KEY: key,
  REPLICATE_API_TOKEN: key,
};

type Read = { readonly [Name in keyof typeof ENGINE_VARIABLES]: z.infer<(typeof ENGINE_VARIABLES)[Name]> };

const ACTION_VARIABLES = {
  prompt: 'ENGINE_PROMPT',
  edit: 'ENGINE_EDIT',
  background: 'ENGINE_BACKGROUND',
  expand: 'ENGINE_EXPAND',
} as const satisfies Record<keyof EngineSettings['choices'], keyof Read>;

/** What is wrong with the variables together; null where nothing is. */
export function problemOfEngine(read: Read): string | null {
  for (const [method, choice] of Object.entries(choicesOf(read))) {
    if (choice === 'builtin') continue;
    const { provider } = choice;
    const of = method as keyof EngineSettings['choices']; // of those above
    const variable = read[ACTION_VARIABLES[of]] === null ? 'ENGINE' : ACTION_VARIABLES[of];
    if (provider === 'openai-compatible' && read.ENGINE_URL === null) {
      return `ENGINE_URL must be set when ${variable} is openai-compatible`;
    }
    if (provider !== 'openai-compatible' && read[KEY_VARIABLES[provider]] === null) {
      return `${KEY_VARIABLES[provider]} must be set when ${variable} is of ${provider}`;
    }
    const lack = missingCapability(choice, of);
    if (lack !== null) return `${ACTION_VARIABLES[of]} must name another engine: the model of ${variable} ${lack}`;
  }
  return null;
}

export function engineOf(read: Read): EngineSettings {
  const keys = Object.entries(KEY_VARIABLES).map(([provider, variable]) => [provider, read[variable]]);
  return {
    choices: choicesOf(read),
    url: read.ENGINE_URL,
    keys: Object.fromEntries(keys) as EngineSettings['keys'], // one for each provider
    options: read.ENGINE_OPTIONS,
    costs: { builtin: FREE, ...read.ENGINE_COSTS },
    creditPrice: read.CREDIT_PRICE,
    mattingModel: read.MATTING_MODEL,
    timeoutMs: read.ENGINE_TIMEOUT_SECONDS * 1_000,
    concurrency: read.ENGINE_CONCURRENCY,
  };
}

function choicesOf(read: Read): EngineSettings['choices'] {
  return {
    prompt: read.ENGINE_PROMPT ?? read.ENGINE,
    edit: read.ENGINE_EDIT ?? read.ENGINE,
    background: read.ENGINE_BACKGROUND ?? read.ENGINE,
    expand: read.ENGINE_EXPAND ?? read.ENGINE,
  };
}
