import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readConfig, VARIABLES } from '../../src/config/config.ts';
import { limitRows } from '../../src/config/limit-variables.ts';
import { LIMITS } from '../../src/config/limits.ts';
import { isBlank } from '../../src/input/visible-text.ts';
import { StartError } from '../../src/start-error.ts';
import { hostileText } from '../support/hostile-text.ts';

const checkout = path.join(import.meta.dirname, '../..');

test('no variable is required', () => {
  expect(readConfig({}, checkout)).toMatchObject({
    host: '127.0.0.1',
    port: 4000,
    publicUrl: null,
    databaseUrl: null,
    databaseDirectUrl: null,
    databaseReplicaUrl: null,
    bootstrapApiKey: null,
    engine: {
      choices: { prompt: 'builtin', edit: 'builtin', background: 'builtin', expand: 'builtin' },
      concurrency: 16,
    },
    workers: 4,
    logLevel: 'info',
    corsOrigins: [],
    trustedProxies: [],
    graphiql: true,
    introspection: true,
    oidc: null,
  });
});

test('an empty variable counts as unset', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' }, checkout)).toMatchObject({ port: 4000, databaseUrl: null });
});

test('a direct way to the database is refused where there is no pooler beside it', () => {
  const direct = { DATABASE_DIRECT_URL: 'postgresql://db.example.com/darkroom' };
  expect(() => readConfig(direct, checkout)).toThrow('DATABASE_DIRECT_URL requires DATABASE_URL');
  const replica = { DATABASE_REPLICA_URL: 'postgresql://replica.example.com/darkroom' };
  expect(() => readConfig(replica, checkout)).toThrow('DATABASE_REPLICA_URL requires DATABASE_URL');
  const both = { ...direct, DATABASE_URL: 'postgresql://pooler.example.com/darkroom' };
  expect(readConfig(both, checkout)).toMatchObject({ databaseDirectUrl: direct.DATABASE_DIRECT_URL });
});

test.each(Object.entries(LIMITS))(
  '%s can be set to its lowest and its highest value',
  (variable, { name, min, max }) => {
    for (const value of [min, max]) {
      const { limits, ...others } = readConfig({ [variable]: String(value) }, checkout);
      expect({ ...others, ...limits }).toMatchObject({ [name ?? 'actionsPerProject']: value });
    }
  },
);

test('variables are read, and the configuration is immutable', () => {
  const config = readConfig(
    {
      PORT: '0',
      PUBLIC_URL: 'https://images.example.com/',
      DATA_DIR: '/srv/darkroom',
      WORKERS: '0',
      LOG_LEVEL: 'warn',
    },
    checkout,
  );
  expect(config).toMatchObject({
    port: 0,
    publicUrl: 'https://images.example.com',
    dataFolder: '/srv/darkroom',
    workers: 0,
    logLevel: 'warn',
  });
  expect(Object.isFrozen(config)).toBe(true);
});

describe('a value that cannot be taken is refused in one line, which names the variable and what is allowed', () => {
  test.each([
    ['PORT', '65536', 'PORT must be a whole number from 0 to 65535'],
    ['PORT', '80a', 'PORT must be a whole number from 0 to 65535'],
    ['PORT', '-1', 'PORT must be a whole number from 0 to 65535'],
    ['WORKERS', '257', 'WORKERS must be a whole number from 0 to 256'],
    ['ENGINE', 'magic', 'ENGINE must be builtin or provider:model, such as openai:gpt-image-2, of one of openai, '],
    ['ENGINE_EDIT', 'openai:', 'ENGINE_EDIT must be builtin or provider:model'],
    ['ENGINE_PROMPT', 'toString:x', 'ENGINE_PROMPT must be builtin or provider:model'],
    ['ENGINE', 'openai:gpt-image-2', 'OPENAI_API_KEY must be set when ENGINE is of openai'],
    ['ENGINE_EXPAND', 'fal:fal-ai/flux-2-pro/outpaint', 'FAL_KEY must be set when ENGINE_EXPAND is of fal'],
    ['ENGINE', 'openai-compatible:sd', 'ENGINE_URL must be set when ENGINE is openai-compatible'],
    ['ENGINE_OPTIONS', '{"openai":1}', 'ENGINE_OPTIONS must be JSON such as {"openai":{"quality":"medium"}}'],
    ['ENGINE_OPTIONS', '{', 'ENGINE_OPTIONS must be JSON'],
    ['ENGINE_COSTS', '{"openai:x":{"picture":-1}}', 'ENGINE_COSTS must be JSON such as {"openai:gpt-image-2"'],
    ['ENGINE_COSTS', '{"openai:x":{"pictures":1}}', 'ENGINE_COSTS must be JSON such as'],
    ['CREDIT_PRICE', '0', 'CREDIT_PRICE must be a number from 0.000001 to 1,000,000, such as 0.05'],
    ['CREDIT_PRICE', '5 ct', 'CREDIT_PRICE must be a number from 0.000001 to 1,000,000'],
    ['ENGINE_TIMEOUT_SECONDS', '181', 'ENGINE_TIMEOUT_SECONDS must be a whole number from 5 to 180'],
    ['ENGINE_CONCURRENCY', '0', 'ENGINE_CONCURRENCY must be a whole number from 1 to 256'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent'],
    ['DATABASE_URL', 'mysql://db/x', 'DATABASE_URL must be a URL such as postgresql://'],
    ['DATABASE_URL', 'postgresql://db1,/x', 'DATABASE_URL has no valid host and port at place 2 of its list'],
    ['DATABASE_URL', 'mysql://db1,db2/x', 'DATABASE_URL must be a URL such as postgresql://'],
    ['DATABASE_URL', 'postgresql://db1,db2/x y', 'DATABASE_URL must be a URL such as postgresql://'],
    ['DATABASE_REPLICA_URL', 'postgresql://db1:1,db2:1/x', 'DATABASE_REPLICA_URL must be a URL such as postgresql://'],
    ['PUBLIC_URL', 'images.example.com', 'PUBLIC_URL must be a URL such as https://'],
    ['CORS_ORIGINS', '*', 'CORS_ORIGINS must be origins such as https://shop.example.com, separated by commas'],
    ['CORS_ORIGINS', 'null', 'CORS_ORIGINS must be origins'],
    ['CORS_ORIGINS', 'shop.example.com', 'CORS_ORIGINS must be origins'],
    ['CORS_ORIGINS', 'https://shop.example.com/', 'CORS_ORIGINS must be origins'],
    ['CORS_ORIGINS', 'https://shop.example.com:443', 'CORS_ORIGINS must be origins'],
    ['CORS_ORIGINS', 'https://Shop.example.com', 'CORS_ORIGINS must be origins'],
    ['CORS_ORIGINS', 'https://a.example.com,,https://b.example.com', 'CORS_ORIGINS must be origins'],
    ['CORS_ORIGINS', 'ftp://shop.example.com', 'CORS_ORIGINS must be origins'],
    ['TRUSTED_PROXIES', 'proxy', 'TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8, separated by'],
    ['TRUSTED_PROXIES', '10.0.0.0/33', 'TRUSTED_PROXIES must be addresses or networks'],
    ['TRUSTED_PROXIES', '10.0.0.0/8/8', 'TRUSTED_PROXIES must be addresses or networks'],
    ['TRUSTED_PROXIES', '10.0.0/8', 'TRUSTED_PROXIES must be addresses or networks'],
    ['TRUSTED_PROXIES', '::1/129', 'TRUSTED_PROXIES must be addresses or networks'],
    ['TRUSTED_PROXIES', '10.0.0.1/', 'TRUSTED_PROXIES must be addresses or networks'],
    ['GRAPHIQL', 'true', 'GRAPHIQL must be one of on, off'],
    ['INTROSPECTION', 'no', 'INTROSPECTION must be one of on, off'],
    ['LIMIT_DEPTH', '0', 'LIMIT_DEPTH must be a whole number from 1 to 100'],
    ['LIMIT_COST', '1e6', 'LIMIT_COST must be a whole number from 1 to 1000000000'],
    ['LIMIT_ALIASES', '-1', 'LIMIT_ALIASES must be a whole number from 0 to 10000'],
    ['LIMIT_DIRECTIVES', 'none', 'LIMIT_DIRECTIVES must be a whole number from 0 to 10000'],
    ['LIMIT_TOKENS', '9', 'LIMIT_TOKENS must be a whole number from 10 to 1000000'],
    ['LIMIT_BODY_BYTES', '256KB', 'LIMIT_BODY_BYTES must be a whole number from 1024 to 100000000'],
    ['LIMIT_MESSAGE_BYTES', '1023', 'LIMIT_MESSAGE_BYTES must be a whole number from 1024 to 100000000'],
    ['LIMIT_HEADER_SECONDS', '0', 'LIMIT_HEADER_SECONDS must be a whole number from 1 to 600'],
    ['LIMIT_BODY_SECONDS', '0.5', 'LIMIT_BODY_SECONDS must be a whole number from 1 to 600'],
    ['LIMIT_REQUESTS_PER_SECOND', '0', 'LIMIT_REQUESTS_PER_SECOND must be a whole number from 1 to 1000000'],
    ['LIMIT_REQUEST_BURST', '10000001', 'LIMIT_REQUEST_BURST must be a whole number from 1 to 10000000'],
    ['LIMIT_ADDRESS_REQUESTS_PER_SECOND', '0', 'LIMIT_ADDRESS_REQUESTS_PER_SECOND must be a whole number from 1 to'],
    ['LIMIT_ADDRESS_REQUEST_BURST', '0', 'LIMIT_ADDRESS_REQUEST_BURST must be a whole number from 1 to 10000000'],
    ['LIMIT_SUBSCRIPTIONS_PER_SOCKET', '0', 'LIMIT_SUBSCRIPTIONS_PER_SOCKET must be a whole number from 1 to 100000'],
    ['LIMIT_SOCKETS_PER_CREDENTIAL', '0', 'LIMIT_SOCKETS_PER_CREDENTIAL must be a whole number from 1 to 1000000'],
    ['LIMIT_SOCKET_INIT_SECONDS', '601', 'LIMIT_SOCKET_INIT_SECONDS must be a whole number from 1 to 600'],
    ['OIDC_ISSUER', 'login.example.com', 'OIDC_ISSUER must be a URL such as https://login.example.com'],
    ['OIDC_ISSUER', 'https://login.example.com', 'OIDC_AUDIENCE must be set when OIDC_ISSUER is set'],
    ['OIDC_AUDIENCE', 'darkroom', 'OIDC_ISSUER must be set when OIDC_AUDIENCE is set'],
    ['OIDC_CLIENT_ID', 'page', 'OIDC_ISSUER must be set when OIDC_CLIENT_ID is set'],
    ['OIDC_CLIENT_SECRET', 'secret', 'OIDC_CLIENT_ID must be set when OIDC_CLIENT_SECRET is set'],
    ['OIDC_SCOPES', 'email', 'OIDC_SCOPES must contain openid'],
    ['OIDC_SCOPES', 'openid,a b', 'OIDC_SCOPES must be scopes such as openid,email'],
    ['OIDC_ROLES', 'editors=OWNER', 'OIDC_ROLES must be entries such as editors=EDITOR, each of VIEWER, EDITOR or'],
    ['OIDC_ROLES', '=ADMIN', 'OIDC_ROLES must be entries such as editors=EDITOR'],
    ['SMTP_URL', 'mail.example.com', 'SMTP_URL must be a URL such as smtps://user:password@mail.example.com'],
    ['SMTP_URL', 'smtp://mail.example.com', 'MAIL_FROM must be set when SMTP_URL is set'],
    ['MAIL_FROM', 'studio@example.com', 'SMTP_URL must be set when MAIL_FROM is set'],
    ['MAIL_FROM', 'Studio', 'MAIL_FROM must be an address such as Studio <studio@example.com>'],
    ['ANSWERS', 'gpt', 'ANSWERS must be one of builtin, openai-compatible, openai, anthropic, google'],
    ['ANSWERS', 'anthropic', 'ANSWERS_MODEL must be set when ANSWERS is anthropic'],
    [
      'ANSWERS_KEY',
      'sk-secret',
      'ANSWERS_KEY requires ANSWERS: set it to one of openai-compatible, openai, anthropic, google',
    ],
    ['ANSWERS_URL', 'localhost', 'ANSWERS_URL must be a URL such as http://127.0.0.1:11434/v1'],
    ['BOOTSTRAP_API_KEY', 'too short', 'BOOTSTRAP_API_KEY must be 32 to 200 visible ASCII characters'],
  ])('%s=%s', (name, value, message) => {
    expect(() => readConfig({ [name]: value }, checkout)).toThrow(message);
  });

  test('several invalid variables are all named, and no value is printed, because it may be a secret', () => {
    const wrong = { PORT: 'x', BOOTSTRAP_API_KEY: 'hunter2', DATABASE_URL: 'postgres//u:hunter2@db' };
    const read = () => readConfig(wrong, checkout);
    expect(read).toThrow(/^PORT .*; DATABASE_URL .*; BOOTSTRAP_API_KEY [^\n]*$/);
    expect(read).not.toThrow(/hunter2/);
  });
});

test('any text in any variable is taken if it can be seen and stored, or refused in one line that names the variable', () => {
  const others = {
    DATABASE_URL: 'postgresql://db.example.com/darkroom',
    OIDC_ISSUER: 'https://login.example.com',
    OIDC_AUDIENCE: 'darkroom',
    OIDC_CLIENT_ID: 'page',
    SMTP_URL: 'smtps://mail.example.com',
    MAIL_FROM: 'studio@example.com',
  };
  // Beside texts alone: in a list, behind what is good, and where a URL might lose them.
  const values = fc
    .tuple(hostileText, fc.constantFrom('', '10.0.0.1,', 'https://a.example.com', 'postgresql://db/'))
    .map(([text, before]) => before + text);
  fc.assert(
    fc.property(fc.constantFrom(...VARIABLES), values, (name, value) => {
      try {
        readConfig({ ...others, [name]: value }, checkout);
      } catch (error) {
        expect(error).toBeInstanceOf(StartError);
        expect(String(error)).toMatch(new RegExp(`^StartError: ${name} .*$`));
        return;
      }
      const isList = ['CORS_ORIGINS', 'OIDC_ROLES', 'TRUSTED_PROXIES'].includes(name);
      const read = isList ? value.split(',').map((item) => item.trim()) : [value];
      expect(value !== '' && read.some((item) => isBlank(item) || /[\p{Cc}\p{Cs}]/u.test(item))).toBe(false);
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  ['HOST', '\u200b'],
  ['DATA_DIR', '/srv/\u0000'],
  ['OIDC_AUDIENCE', '\u3164'],
  ['OIDC_SUBJECT_CLAIM', '\u00a0'],
  ['OIDC_ROLE_CLAIM', 'role\ud83d'],
  ['OIDC_ROLES', '\u200b=ADMIN'],
  ['DATABASE_URL', 'postgresql://db/x\n'],
  ['PUBLIC_URL', 'https://images.example.com\u200b'],
])('%s is not set to what nobody can see: %j', (name, value) => {
  expect(() => readConfig({ [name]: value }, checkout)).toThrow(`${name} must be`);
});

test.each([
  [{ ANSWERS: 'openai-compatible', ANSWERS_MODEL: 'm' }, 'ANSWERS_URL must be set when ANSWERS is openai-compatible'],
  [{ ANSWERS: 'google', ANSWERS_MODEL: 'm' }, 'ANSWERS_KEY must be set when ANSWERS is google'],
])('with %j it does not start', (variables, message) => {
  expect(() => readConfig(variables, checkout)).toThrow(message);
});

test('lists are read by their commas, and limits by their names', () => {
  const config = readConfig(
    {
      CORS_ORIGINS: 'https://shop.example.com, http://localhost:3000',
      TRUSTED_PROXIES: '10.0.0.0/8,::1,fd00::/8,192.0.2.1',
      LIMIT_DEPTH: '5',
      LIMIT_ALIASES: '0',
    },
    checkout,
  );
  expect(config).toMatchObject({
    corsOrigins: ['https://shop.example.com', 'http://localhost:3000'],
    trustedProxies: ['10.0.0.0/8', '::1', 'fd00::/8', '192.0.2.1'],
    limits: { depth: 5, aliases: 0, cost: 100_000 },
  });
  expect(Object.isFrozen(config.limits)).toBe(true);
});

test.each<[Record<string, string>, boolean]>([
  [{}, true],
  [{ DATABASE_URL: 'postgresql://db/x' }, false],
  [{ DATABASE_URL: 'postgresql://db/x', GRAPHIQL: 'on', INTROSPECTION: 'on' }, true],
  [{ GRAPHIQL: 'off', INTROSPECTION: 'off' }, false],
])('with %j, whether clients may look around is %s', (variables, expected) => {
  expect(readConfig(variables, checkout)).toMatchObject({ graphiql: expected, introspection: expected });
});

test('the configuration page has the table of limits, word for word, under the names that the code has for them', () => {
  const page = readFileSync(path.join(checkout, 'docs/operations/configuration.md'), 'utf8');
  const told = [...page.matchAll(/^\| (`LIMIT_.*) \|$/gm)].map(([, row = '']) =>
    row.split(/(?<!\\)\|/).map((cell) => cell.trim()),
  );
  expect(told).toEqual(limitRows());
  const byName = told.map(([variable = '', value]) => [
    variable
      .replaceAll(/^`LIMIT_|`$/g, '')
      .toLowerCase()
      .replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    Number(value),
  ]);
  const { limits, actionsPerProject } = readConfig({}, checkout);
  expect(Object.fromEntries(byName)).toEqual({ ...limits, actionsPerProject });
});

test('every limit that an error or a document names is one that can be set', () => {
  const files = ['src', 'docs']
    .filter((folder) => existsSync(path.join(checkout, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(checkout, folder), { recursive: true, withFileTypes: true }).filter((entry) =>
        /\.(ts|md)$/.test(entry.name),
      ),
    );
  const texts = files.map(({ parentPath, name }) => readFileSync(path.join(parentPath, name), 'utf8'));
  const named = texts.flatMap((text) => text.match(/\bLIMIT_[A-Z]+[A-Z_]*[A-Z]\b/g) ?? []);
  const unknown = [...new Set(named)].filter((name) => !VARIABLES.includes(name));
  expect(named.length).toBeGreaterThan(20);
  expect(unknown.filter((name) => !['LIMIT_VARIABLES', 'LIMIT_REACHED'].includes(name))).toEqual([]);
});

test('the configuration page lists every variable, and no other', () => {
  const page = readFileSync(path.join(checkout, 'docs/operations/configuration.md'), 'utf8');
  const listed = [...page.matchAll(/^\| `([A-Z\d_]+)`/gm)].map((match) => match[1]);
  expect(new Set(listed)).toEqual(new Set(VARIABLES));
});

describe('each line of the page of engines is one that the start takes', () => {
  const page = readFileSync(path.join(checkout, 'docs/pictures/engines.md'), 'utf8');
  const rows = [...page.matchAll(/^\| ([^|]+?) +\| (`ENGINE[^|]+?) +\| `(\w+)`/gm)];
  test('there is one for each provider', () => expect(rows.length).toBeGreaterThanOrEqual(9));
  test.each(rows.map(([, name = '', line = '', key = '']) => [name, line, key] as const))('%s', (_name, line, key) => {
    const given = [...line.matchAll(/`(\w+)=([^`]+)`/g)].map(([, variable = '', value = '']) => [variable, value]);
    const url = line.includes('`ENGINE_URL`') ? { ENGINE_URL: 'http://gpu.internal:8000/v1' } : {};
    const variables = { ...Object.fromEntries(given), ...url, [key]: 'key-1' };
    expect(Object.values(readConfig(variables, checkout).engine.choices)).not.toEqual(Array(4).fill('builtin'));
  });
});
