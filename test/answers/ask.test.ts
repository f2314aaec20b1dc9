import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApiKey } from '../support/access-operations.ts';
import { graphql } from '../support/generated/index.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { grantCredits } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { DAY_MS } from '../../src/instant.ts';

const ask = graphql(`
  query Ask($question: String!, $goal: String, $projectId: ID) {
    ask(question: $question, goal: $goal, projectId: $projectId) {
      question
      answerable
      text
      facts {
        text
        at
      }
      excerpts {
        page
        heading
        text
        url
        score
      }
      sources {
        title
        url
      }
      followUps
      answeredBy
      docsVersion
      priceVersion
    }
  }
`);

const PRICE_OF_BACKGROUND = 'how much is it to swap the backdrop of a picture';
const BALANCE = 'how many credits do I have';

let now = Date.now();
let studio: Studio;
let admin: GraphqlClient;
let nobody: GraphqlClient;

beforeAll(async () => {
  studio = await startStudio({ workers: 0, clock: () => now, variables: { LIMIT_ASKS_PER_MINUTE: '30' } });
  admin = await studio.client();
  nobody = new GraphqlClient(studio.url, null);
});
afterAll(() => studio.stop());

const answerTo = async (question: string, variables = {}, client = nobody) => {
  now += 2_000; // within the limit
  return (await client.send(ask, { question, ...variables })).ask;
};

describe('without a credential', () => {
  test('a question is answered by a sentence, with its price, its sources and what the pages say', async () => {
    const answer = await answerTo(PRICE_OF_BACKGROUND);
    expect(answer.text).toMatch(/costs 3 credits\./);
    expect(answer).toMatchObject({
      question: PRICE_OF_BACKGROUND,
      answerable: true,
      answeredBy: 'builtin',
      priceVersion: 1,
    });
    expect(answer.facts).toEqual([{ text: 'Background costs 3 credits.', at: expect.any(String) }]);
    expect(answer.excerpts.map(({ text }) => text)).toContain(
      'Background | 3 | Puts the picture before another background',
    );
    expect(answer.sources).toContainEqual({
      title: 'Understanding credit usage',
      url: `${studio.url}/docs/getting-started/understanding-credit-usage.md`,
    });
  });

  test('the same question gives the same answer, and each follow-up is answered', async () => {
    const answer = await answerTo(PRICE_OF_BACKGROUND);
    expect(await answerTo(PRICE_OF_BACKGROUND)).toEqual(answer);
    expect(answer.followUps.length).toBeGreaterThan(0);
    for (const followUp of answer.followUps) expect(await answerTo(followUp)).toMatchObject({ answerable: true });
  });

  test('a goal decides what is proposed next, and not the answer', async () => {
    const plain = await answerTo(PRICE_OF_BACKGROUND);
    const led = await answerTo(PRICE_OF_BACKGROUND, { goal: 'limit what a key spends' });
    expect(led.text).toBe(plain.text);
    expect(led.followUps).not.toEqual(plain.followUps);
  });

  test('a question that the pages do not answer gets no answer', async () => {
    const answer = await answerTo('who won the world cup');
    expect(answer).toMatchObject({ answerable: false, text: null, facts: [] });
  });

  test('no balance is returned, and a project is refused', async () => {
    expect(await answerTo(BALANCE)).toMatchObject({ text: 'Send your key to be told the balance.', facts: [] });
    const projectId = await studio.newProject(admin, 10);
    expect(await nobody.codeOf(ask, { question: BALANCE, projectId })).toBe('UNAUTHENTICATED');
  });

  test.each(['', ' \n', '<question>', '<question'])('%j is told how to ask', async (question) => {
    const answer = await answerTo(question);
    expect(answer).toMatchObject({ question, answerable: true });
    expect(answer.text).toContain('plain English');
  });

  test.each([
    ['a question of 501 characters', { question: 'x'.repeat(501) }],
    ['half a surrogate pair', { question: 'price \ud83d' }],
    ['NUL', { question: 'price\0' }],
    ['a goal of 501 characters', { question: 'price', goal: 'x'.repeat(501) }],
  ])('%s is refused', async (_what, variables) => {
    now += 2_000;
    expect(await nobody.codeOf(ask, variables)).toBe('BAD_USER_INPUT');
  });
});

test('a new price and its version are returned at once', async () => {
  const { prisma } = studio.app.database;
  const { workspaceId } = await prisma.priceList.findFirstOrThrow();
  const prices = { PROMPT: 5, PROMPT_EDIT: 1, BACKGROUND: 4, EXPAND: 3 };
  const rows = Object.entries(prices).map(([kind, credits]) => ({ kind: kind as keyof typeof prices, credits }));
  const at = { effectiveAt: new Date(now), publishedAt: new Date(now), publishedBy: 'admin key' };
  const list = { workspaceId, version: 2, ...at, prices: { createMany: { data: rows } } };
  await prisma.priceList.create({ data: list });
  const answer = await answerTo(PRICE_OF_BACKGROUND);
  expect(answer.text).toMatch(/costs 4 credits\./);
  expect(answer).toMatchObject({ priceVersion: 2, facts: [{ text: 'Background costs 4 credits.' }] });
  expect((await answerTo('what does an edit cost')).text).toMatch(/costs 1 credit[,.]/);
});

describe('with a credential', () => {
  test('the current balance of the requested project is returned', async () => {
    const projectId = await studio.newProject(admin, 87);
    const answer = await answerTo(BALANCE, { projectId }, admin);
    expect(answer.text).toBe('The balance of this project is 87 credits.');
    expect(answer.facts).toEqual([{ text: 'Necklace spring has 87 credits.', at: expect.any(String) }]);
    await admin.send(grantCredits, { input: { projectId, idempotencyKey: 'more', credits: 13 } });
    expect((await answerTo(BALANCE, { projectId }, admin)).text).toBe('The balance of this project is 100 credits.');
  });

  test('a key gets balances of its own projects only', async () => {
    const [own, other] = [await studio.newProject(admin, 21), await studio.newProject(admin, 22)];
    const input = { name: 'of one project', role: 'VIEWER' as const, projectIds: [own] };
    const { createApiKey: made } = await admin.send(createApiKey, { input });
    const scoped = new GraphqlClient(studio.url, made.secret);
    const answer = await answerTo(BALANCE, {}, scoped);
    expect(answer.text).toBe('The balance of this project is 21 credits.');
    expect(await scoped.codeOf(ask, { question: BALANCE, projectId: other })).toBe('NOT_FOUND');
  });

  test('at most five balances are returned', async () => {
    for (let n = 0; n < 6; n += 1) await studio.newProject(admin, 1);
    const answer = await answerTo(BALANCE, {}, admin);
    expect(answer.facts).toHaveLength(5);
    expect(answer.text).toMatch(/^Each project has a balance of its own/);
  });
});

test('one address may ask as many questions as LIMIT_ASKS_PER_MINUTE allows, and a key counts for itself', async () => {
  now += 60_000;
  for (let n = 0; n < 30; n += 1) await nobody.send(ask, { question: 'price' });
  const refused = await nobody.ask(ask, { question: 'price' });
  expect(refused.errors?.[0]?.extensions).toMatchObject({
    code: 'RATE_LIMITED',
    retryAfterSeconds: 2,
    limit: { name: 'LIMIT_ASKS_PER_MINUTE', max: 30 },
  });
  expect(await admin.ask(ask, { question: 'price' })).toMatchObject({ errors: undefined });
  now += 2_000;
  expect((await nobody.ask(ask, { question: 'price' })).errors).toBeUndefined();
});

describe('what is learned', () => {
  const unanswered = graphql(`
    query UnansweredQuestions($first: Int) {
      unansweredQuestions(first: $first) {
        question
        unanswered
        helpful
        unhelpful
        offered
        lastAskedAt
      }
    }
  `);
  const rate = graphql(`
    mutation RateAnswer($input: RateAnswerInput!) {
      rateAnswer(input: $input) {
        question
        isHelpful
      }
    }
  `);
  const open = async (client = admin) => {
    const { unansweredQuestions } = await client.send(unanswered, { first: 200 });
    return unansweredQuestions;
  };

  test('a question that nothing answers is counted, whoever asks and in whatever case, and shown with what was offered', async () => {
    await answerTo('Is there a pterodactyl');
    const { excerpts } = await answerTo('is there a  PTERODACTYL', {}, admin);
    await answerTo(PRICE_OF_BACKGROUND);
    const questions = await open();
    expect(questions.find(({ question }) => /pterodactyl/i.test(question))).toMatchObject({
      question: 'is there a  PTERODACTYL',
      unanswered: 2,
      offered: excerpts.map(({ text }) => text),
    });
    expect(questions.map(({ question }) => question)).not.toContain(PRICE_OF_BACKGROUND);
  });

  test('an answer that did not help is shown, and one that did is not', async () => {
    const input = (question: string, isHelpful: boolean) => ({ input: { question, isHelpful } });
    now += 60_000;
    await nobody.send(rate, input('what does an edit cost', false));
    await admin.send(rate, input('what does an edit cost', true));
    await admin.send(rate, input('what does expand cost', true));
    expect(await open()).toContainEqual(
      expect.objectContaining({ question: 'what does an edit cost', unanswered: 0, helpful: 1, unhelpful: 1 }),
    );
    expect((await open()).map(({ question }) => question)).not.toContain('what does expand cost');
    expect(await nobody.codeOf(rate, input(' ', true))).toBe('BAD_USER_INPUT');
  });

  test('another workspace sees none of it', async () => {
    expect(await open(await studio.client('ADMIN', await studio.newWorkspace()))).toEqual([]);
  });

  test('no more than a thousand are kept, those that were asked last', async () => {
    const { pool } = studio.app.database;
    await pool.query(
      `insert into documentation_questions
       select (select id from workspaces order by id limit 1), 'key ' || n, 'question ' || n, 1, 0, 0, '[]', now() - interval '1 day'
       from generate_series(1, 1500) n`,
    );
    await answerTo('is there a stegosaurus');
    await answerTo('is there a brontosaurus');
    const { rows } = await pool.query<{ count: string }>('select count(*) from documentation_questions');
    expect(Number(rows[0]?.count)).toBeLessThanOrEqual(1_001);
    expect((await open()).map(({ question }) => question)).toContain(
      'is there a pterodactyl'.replace('a p', 'a  P').replace('terodactyl', 'TERODACTYL'),
    );
  });

  test('they are shown for 30 days and then forgotten', async () => {
    now += 31 * DAY_MS;
    expect(await open()).toEqual([]);
    await studio.app.services.answers.forgetOldQuestions();
    const { rows } = await studio.app.database.pool.query('select 1 from documentation_questions');
    expect(rows).toEqual([]);
  });
});
