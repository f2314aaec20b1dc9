import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { stoppedClock } from '../support/stopped-clock.ts';
import { type Studio, startStudio } from '../support/studio.ts';
import { until } from '../support/until.ts';

const CREDITS = '/docs/getting-started/understanding-credit-usage';
const BACKDROP = 'how much is it to replace the background';

let studio: Studio;
let admin: GraphqlClient;
beforeAll(async () => {
  studio = await startStudio({ workers: 0, variables: { LIMIT_ASKS_PER_MINUTE: '10000' } });
  admin = await studio.client();
});
afterAll(() => studio.stop());

function open(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${studio.url}${address}`, { headers });
}

const textOf = async (address: string, headers?: Record<string, string>) => (await open(address, headers)).text();
const asking = (question: string, more: Record<string, string> = {}) =>
  `?${new URLSearchParams({ ask: question, ...more })}`;

describe('a question', () => {
  test('is answered on any page, as HTML, Markdown and JSON alike', async () => {
    const json = (await (await open(CREDITS + asking(BACKDROP), { accept: 'application/json' })).json()) as {
      text: string;
    };
    expect(json).toMatchObject({ answerable: true, answeredBy: 'builtin', priceVersion: 1 });
    const markdown = await open(`/docs/credits/refunds.md${asking(BACKDROP, { goal: 'a campaign' })}`);
    const page = await open(`/docs${asking(BACKDROP)}`, { accept: 'text/html' });
    for (const answer of [markdown, page]) {
      expect([answer.status, answer.headers.get('x-robots-tag')]).toEqual([200, 'noindex']);
      expect(await answer.text()).toContain(json.text);
    }
    expect(json.text).toContain('costs 3 credits');
  });

  test('that the pages do not answer is reported as such', async () => {
    const answer = await open(`${CREDITS}.md${asking('who won the world cup')}`);
    expect(await answer.text()).toContain('The documentation does not answer this question.');
  });

  test.each(['', ' ', '<question>', '<question'])('that is none is told how to ask: "%s"', async (question) => {
    const answer = await open(`${CREDITS}.md${asking(question)}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('in plain English');
  });

  test('that is too long is refused in the format that was asked for', async () => {
    const address = CREDITS + asking('x'.repeat(501));
    for (const accept of ['text/html', 'text/markdown', 'application/json']) {
      const answer = await open(address, { accept });
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([400, 'no-store']);
      expect(await answer.text()).toContain('500');
    }
  });

  test('is shown as text, whatever it holds', async () => {
    const page = await textOf(CREDITS + asking('<script>alert(1)</script>"><img src=x>'), { accept: 'text/html' });
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;');
    expect(page).not.toMatch(/<script>|<img/);
  });

  test('is limited for each address', async () => {
    const limited = await startStudio({ workers: 0, clock: stoppedClock(), variables: { LIMIT_ASKS_PER_MINUTE: '2' } });
    try {
      await limited.client();
      const ask = () => fetch(`${limited.url}${CREDITS}.md${asking(BACKDROP)}`);
      expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
      const third = await ask();
      expect([third.status, Number(third.headers.get('retry-after')) > 0]).toEqual([429, true]);
      expect(await third.text()).toContain('LIMIT\\_ASKS\\_PER\\_MINUTE');
      const rating = new URLSearchParams({ question: BACKDROP, helpful: 'yes' });
      expect((await fetch(`${limited.url}/docs/rating`, { method: 'POST', body: rating })).status).toBe(429);
      expect((await fetch(`${limited.url}${CREDITS}.md`)).status).toBe(200);
    } finally {
      await limited.stop();
    }
  });
});

describe('the rating below an answer', () => {
  const rate = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${studio.url}/docs/rating`, { method: 'POST', headers, body: new URLSearchParams(fields) });

  test('is recorded without a credential, and shown to an administrator', async () => {
    const question = 'how much is it to replace the <background>';
    const page = await textOf(`/docs${asking(question)}`, { accept: 'text/html' });
    expect(page).toContain('name="question" value="how much is it to replace the &lt;background&gt;"');
    const rated = await rate({ question, helpful: 'no' });
    expect([rated.status, rated.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await rated.text()).toContain('Thank you');
    const shown = await admin.ask('{ unansweredQuestions { question helpful unhelpful } }');
    expect(shown).toMatchObject({
      data: { unansweredQuestions: expect.arrayContaining([{ question, helpful: 0, unhelpful: 1 }]) },
    });
  });

  test.each([
    ['helpful', { question: BACKDROP }],
    ['helpful', { question: BACKDROP, helpful: 'perhaps' }],
    ['question', { question: ' ', helpful: 'yes' }],
    ['question', { question: 'x'.repeat(501), helpful: 'yes' }],
  ])('that cannot be taken is refused by the name of its field: %s', async (field, fields) => {
    const refused = await rate(fields, { accept: 'application/json' });
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      { error: { code: 'BAD_USER_INPUT', message: expect.stringContaining(`${field} must`) } },
    ]);
  });

  test('that is too long, or of another kind, is refused', async () => {
    const long = await rate({ question: 'x', helpful: 'yes', more: 'x'.repeat(9_000) }, { accept: 'application/json' });
    expect(long.status).toBe(413);
    const json = await fetch(`${studio.url}/docs/rating`, { method: 'POST', body: '{}' });
    expect(json.status).toBe(400);
  });
});

describe('with a key', () => {
  test('balances are those of its own projects, and nothing is cached', async () => {
    const elsewhere = await studio.client('ADMIN', await studio.newWorkspace());
    await studio.newProject(elsewhere, 77);
    const { authorization } = elsewhere;
    const answer = await open(`${CREDITS}.md${asking('what is my balance')}`, { authorization });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toContain('77 credits');
    const page = await open(CREDITS, { authorization });
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await page.text()).toContain('The balance of this project is 77 credits.');
    const others = await textOf(`${CREDITS}.md${asking('what is my balance')}`, { authorization: admin.authorization });
    expect(others).not.toContain('77 credits');
    expect(await textOf(CREDITS)).toContain('Send your key to be told the balance.');
  });

  test('that is not known, nothing is answered', async () => {
    const answer = await open(CREDITS, { authorization: 'Bearer nonsense', accept: 'application/json' });
    expect([answer.status, await answer.json()]).toMatchObject([401, { error: { code: 'UNAUTHENTICATED' } }]);
  });
});

test('a new price is told at once, on pages and in answers', async () => {
  const { prisma } = studio.app.database;
  const before = await open(CREDITS);
  const { workspaceId } = await prisma.priceList.findFirstOrThrow({ orderBy: { workspaceId: 'asc' } });
  const credits = { PROMPT: 5, PROMPT_EDIT: 1, BACKGROUND: 4, EXPAND: 1 };
  const prices = Object.entries(credits).map(([kind, price]) => ({
    kind: kind as keyof typeof credits,
    credits: price,
  }));
  await prisma.priceList.create({
    data: {
      workspaceId,
      version: 2,
      effectiveAt: new Date(studio.app.services.clock()),
      publishedAt: new Date(studio.app.services.clock()),
      publishedBy: 'admin key',
      prices: { createMany: { data: prices } },
    },
  });
  // Lists are read again once they are a second old.
  await until(async () => (await textOf(`${CREDITS}.md`)).includes('costs 4 credits'));
  const after = await open(CREDITS, { 'if-none-match': before.headers.get('etag') ?? '' });
  expect(after.status).toBe(200);
  const page = await after.text();
  expect(page).toContain('Background, which puts the picture before another background, costs 4 credits.');
  expect(page).toContain('Expand, which widens the frame of the picture, costs 1 credit.');
  expect(await textOf(`${CREDITS}.md${asking(BACKDROP)}`)).toContain('costs 4 credits');
});
