import { describe, expect, test } from '@jest/globals';
import { CombinedGraphQLErrors } from '@apollo/client';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema } from 'graphql';
import { ERROR_CODES } from '../../src/error-codes.ts';
import { errorCode, isPassing } from '../../src/studio/errors/error-code.ts';
import { errorSentence } from '../../src/studio/errors/error-sentence.ts';
import { refusalSentence } from '../../src/studio/errors/refusal.ts';
import type { RefusalFragment } from '../../src/studio/generated/graphql.ts';

const schema = buildSchema(readFileSync(path.join(import.meta.dirname, '../../schema.graphql'), 'utf8'));

function thrown(code: string, extensions: object = {}): Error {
  return new CombinedGraphQLErrors({ errors: [{ message: 'no', extensions: { code, ...extensions } }] });
}

describe('every error has words', () => {
  test.each([...ERROR_CODES])('%s', (code) => {
    expect(errorCode(thrown(code))).toBe(code);
    const { title, detail } = errorSentence(thrown(code));
    expect([title, detail]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
  });

  test('a server that cannot be reached', () => {
    expect(errorSentence(new TypeError('Failed to fetch')).title).toBe('Darkroom cannot be reached.');
  });

  test('an input beyond its limits names the fields', () => {
    const problems = [{ field: 'name', message: 'must be 1 to 200 characters' }];
    expect(errorSentence(thrown('BAD_USER_INPUT', { problems })).detail).toBe(
      'Nothing was changed. name must be 1 to 200 characters.',
    );
  });

  test('only what may succeed in a moment is sent again', () => {
    expect([...ERROR_CODES].filter((code) => isPassing(thrown(code)))).toEqual(['UNAVAILABLE']);
    expect(isPassing(new TypeError('Failed to fetch'))).toBe(true);
  });
});

describe('every refusal has words of its own', () => {
  const userError = schema.getType('UserError');
  const refusals = Object.values(schema.getTypeMap()).filter(
    (type) => 'getInterfaces' in type && type.getInterfaces().some((implemented) => implemented === userError),
  );

  /** Refusals whose reason only the server knows: the page shows its message. */
  const MESSAGES_SHOWN: Readonly<Record<string, string>> = {
    NoChangeError: 'Nothing was charged. The preview engine did not understand: jazzy.',
  };

  test.each(refusals.map(({ name }) => name))('%s', (name) => {
    const refusal = {
      __typename: name,
      message: MESSAGES_SHOWN[name] ?? 'as the server says it',
      required: 5,
      available: 3,
      shortfall: 2,
      credits: 10,
      per: 'DAY',
      refund: { amount: 5, createdAt: '2026-11-22T00:00:00.000Z' },
      field: 'projectId',
      maxCredits: 8,
      priceVersion: 2,
      spent: 10,
      resetsAt: '2026-11-23T00:00:00.000Z',
      effectiveAt: '2026-11-23T00:00:00.000Z',
      limit: 2_000_000_000,
      status: 'RUNNING',
      archivedAt: '2026-11-22T00:00:00.000Z',
    } as unknown as RefusalFragment; // with the fields of all of them at once
    const { title, detail } = refusalSentence(refusal);
    expect(title).not.toBe('This was refused.');
    expect(detail).toMatch(/^Nothing was (charged|granted|changed)/);
    expect(detail).not.toMatch(/undefined|NaN|as the server says it/);
  });

  test('also one that the page does not know yet', () => {
    const refusal = { __typename: 'NewError', message: 'The moon is full.' } as unknown as RefusalFragment; // of a later API
    expect(refusalSentence(refusal).detail).toBe('Nothing was changed. The moon is full.');
  });
});
