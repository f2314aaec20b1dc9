import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { LOG_SERIALIZERS } from '../../src/log-serializers.ts';
import { logLinesOf, noteSent, searchLog } from './log-watch.ts';

describe('the search of the log', () => {
  noteSent({ input: { prompt: 'a very particular prompt' } }, 'Bearer something-odd');

  test.each([
    ['the secret of a key', `dkr_${randomBytes(32).toString('hex')}`],
    ['a token', `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ4In0.c2ln`],
    ['the URL of a picture', '/pictures/0011?width=5&signature=abc'],
    ['what somebody sent', 'refused a very particular prompt'],
    ['what somebody sent', 'authorization Bearer something-odd'],
  ])('finds %s', (what, text) => {
    expect(() => searchLog(['{"msg":"listening"}', JSON.stringify({ msg: text })])).toThrow(what);
  });

  test('takes a line that says none of it', () => {
    expect(() =>
      searchLog(['{"msg":"listening","url":"http://127.0.0.1:4000"}', '{"prefix":"dkr_0123abcd"}']),
    ).not.toThrow();
  });

  test('looks at what a process logs, not at what it says to the person who started it', () => {
    expect(logLinesOf('Your first key: dkr_…\n{"level":30}\n')).toEqual(['{"level":30}']);
  });
});

test('an error is logged without what the database hangs on it', () => {
  const lines: string[] = [];
  const log = pino({ serializers: LOG_SERIALIZERS }, { write: (line) => void lines.push(line) });
  const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (prompt)=(a pearl) exists' });
  log.error({ err: new Error('the charge failed', { cause }) }, 'failed');
  expect(lines[0]).toContain('duplicate key');
  expect(lines[0]).toContain('23505');
  expect(lines[0]).not.toContain('a pearl');
});
