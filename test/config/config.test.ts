import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readConfig, VARIABLES } from '../../src/config/config.ts';

const checkout = path.join(import.meta.dirname, '../..');

test('nothing need be set', () => {
  expect(readConfig({}, checkout)).toMatchObject({
    host: '127.0.0.1',
    port: 4000,
    publicUrl: null,
    databaseUrl: null,
    bootstrapApiKey: null,
    engine: 'builtin',
    workers: 4,
    logLevel: 'info',
  });
});

test('a variable that is set to nothing counts as not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' }, checkout)).toMatchObject({ port: 4000, databaseUrl: null });
});

test('what is set is read, and cannot be changed afterwards', () => {
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
    ['ENGINE', 'magic', 'ENGINE must be one of builtin'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent'],
    ['DATABASE_URL', 'mysql://db/x', 'DATABASE_URL must be a URL such as postgresql://'],
    ['PUBLIC_URL', 'images.example.com', 'PUBLIC_URL must be a URL such as https://'],
    ['BOOTSTRAP_API_KEY', 'too short', 'BOOTSTRAP_API_KEY must be 32 to 200 visible ASCII characters'],
  ])('%s=%s', (name, value, message) => {
    expect(() => readConfig({ [name]: value }, checkout)).toThrow(message);
  });

  test('several at once are all named, and no value is repeated, for it may be a secret', () => {
    const wrong = { PORT: 'x', BOOTSTRAP_API_KEY: 'hunter2', DATABASE_URL: 'postgres//u:hunter2@db' };
    const read = () => readConfig(wrong, checkout);
    expect(read).toThrow(/^PORT .*; DATABASE_URL .*; BOOTSTRAP_API_KEY [^\n]*$/);
    expect(read).not.toThrow(/hunter2/);
  });
});

test('README lists every variable, and no other', () => {
  const readme = readFileSync(path.join(checkout, 'README.md'), 'utf8');
  const section = /## Configuration\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
  const listed = [...section.matchAll(/^\| `([A-Z_]+)`/gm)].map((match) => match[1]);
  expect(new Set(listed)).toEqual(new Set(VARIABLES));
});
