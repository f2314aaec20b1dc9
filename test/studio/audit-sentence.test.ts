import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ACT_WORD, changesInWords } from '../../src/studio/admin/audit-sentence.ts';
import type { AuditAct, AuditLineFragment } from '../../src/studio/generated/graphql.ts';
import { chooseLanguage } from '../../src/studio/language/language.ts';
import { say } from '../../src/studio/language/say.ts';

/** The parts of a browser that a change of language uses. */
beforeEach(() => {
  Object.assign(globalThis, {
    localStorage: { setItem: () => {} },
    document: { documentElement: { lang: '', dir: '' } },
  });
});
afterEach(() => chooseLanguage('en'));

function sentence(act: AuditAct, changes: AuditLineFragment['changes']): string {
  const entry: AuditLineFragment = {
    __typename: 'AuditEntry',
    id: 'aud_1',
    actor: 'Ana',
    act,
    subjectId: 'shr_1',
    createdAt: '2026-11-12T12:00:00.000Z',
    project: null,
    changes,
  };
  return [say(ACT_WORD[act]), ...changesInWords(entry)].join(', ').replaceAll(/\s/g, ' ');
}

const change = (field: string, before: string | null, after: string | null) =>
  ({ __typename: 'AuditChange', field, before, after }) as const;

const created = (images: string) => [
  change('images', null, images),
  change('endsAt', null, new Date(2026, 10, 19, 14, 5).toISOString()),
];

test.each([
  ['1', 'Shared pictures by a link, 1 picture, until Nov 19, 2026, 14:05'],
  ['12', 'Shared pictures by a link, 12 pictures, until Nov 19, 2026, 14:05'],
])('a share link of %s is told with its pictures and its end', (images, told) => {
  expect(sentence('SHARE_LINK_CREATED', created(images))).toBe(told);
});

test('a revoked share link and a deleted comment are told in a few words', () => {
  const revoked = [change('revokedAt', null, '2026-11-12T12:00:00.000Z')];
  expect(sentence('SHARE_LINK_REVOKED', revoked)).toBe('Revoked a share link');
  expect(sentence('COMMENT_DELETED', [change('author', 'Nadia', null)])).toBe('Deleted a comment');
});

test.each([
  ['de', 'Bilder über einen Link geteilt, 2 Bilder, bis 19.11.2026, 14:05'],
  ['es', 'Compartió imágenes con un enlace, 2 imágenes, hasta el 19 nov 2026, 14:05'],
  ['fr', 'Images partagées par un lien, 2 images, jusqu’au 19 nov. 2026, 14:05'],
] as const)('in %s a share link is told in the words of the language', async (code, told) => {
  await chooseLanguage(code);
  expect(sentence('SHARE_LINK_CREATED', created('2'))).toBe(told);
});

test('settings of top-ups, prices and webhooks are told in words, and amounts in their currency', () => {
  const terms = [
    change('threshold', null, '10'),
    change('creditPack', null, 'Small'),
    change('monthlyLimit', null, '$50.00'),
  ];
  expect(sentence('AUTO_TOP_UP_SET', terms)).toBe(
    'Set an automatic top-up, below 10 credits, “Small”, at the most $50.00 a month',
  );
  const refund = [change('credits', null, '3'), change('minor', null, '500'), change('currency', null, 'usd')];
  expect(sentence('PURCHASE_REFUNDED', refund)).toBe('Refunded a purchase, 3 credits, $5.00');
  expect(sentence('PRICE_LIST_PUBLISHED', [change('version', null, '2')])).toBe('Published prices, version 2');
  const webhook = [change('url', 'https://a.test/', 'https://b.test/'), change('enabled', 'true', 'false')];
  expect(sentence('WEBHOOK_ENDPOINT_UPDATED', webhook)).toBe('Changed a webhook, https://b.test/, switched off');
});
