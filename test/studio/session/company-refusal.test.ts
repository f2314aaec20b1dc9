import { expect, test } from '@jest/globals';
import { SIGN_IN_REFUSAL_CODES } from '../../../src/access/sign-in-refusal.ts';
import { RouteError } from '../../../src/studio/api/request-route.ts';
import { companyRefusal } from '../../../src/studio/session/company-refusal.ts';

test.each(SIGN_IN_REFUSAL_CODES)('the page has a text for a sign-in that is refused with %s', (code) => {
  const error = new RouteError('the message of the server', { status: 403, code });
  expect(companyRefusal(error)).not.toBe('the message of the server');
});

test('a code that the page does not know has the message of the server', () => {
  const error = new RouteError('People sign in elsewhere.', { status: 403, code: 'FORBIDDEN' });
  expect(companyRefusal(error)).toBe('People sign in elsewhere.');
});
