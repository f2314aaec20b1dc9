import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MockLanguageModelV4 } from 'ai/test';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { checkedClaims, type Claim, type GivenExcerpt } from '../../src/answers/checked-claims.ts';
import { ModelWording } from '../../src/answers/model-wording.ts';
import { openWording } from '../../src/answers/open-model.ts';
import { graphql } from '../support/generated/index.ts';
import { startStudio } from '../support/studio.ts';

const askModel = graphql(`
  query AskModel($question: String!, $projectId: ID) {
    ask(question: $question, projectId: $projectId) {
      text
      answerable
      answeredBy
    }
  }
`);

const log = pino({ level: 'silent' });
const excerpts: GivenExcerpt[] = [
  { source: 's1', text: 'Background, which puts the picture before another background, costs 3 credits.' },
  { source: 's2', text: 'Send the same `idempotencyKey` when you repeat a request.' },
];
const TRUE_CLAIM: Claim = { text: 'A new background costs 3 credits.', source: 's1', quote: 'costs 3 credits' };

const INVENTED: readonly (readonly [string, Claim])[] = [
  ['a source that was not given', { ...TRUE_CLAIM, source: 's9' }],
  ['a quote that was altered', { ...TRUE_CLAIM, quote: 'costs three credits' }],
  ['no quote', { ...TRUE_CLAIM, quote: ' ' }],
  ['a quote of another excerpt', { ...TRUE_CLAIM, source: 's2' }],
  ['a number that was made up', { ...TRUE_CLAIM, text: 'A new background costs 3 credits, or 30 for ten.' }],
  ['a number with other digits', { ...TRUE_CLAIM, text: 'A new background costs 3.5 credits.' }],
  ['code that is not there', { ...TRUE_CLAIM, text: 'Call `performBackdrop`.' }],
  ['a link', { ...TRUE_CLAIM, text: 'See https://evil.example for 3 credits.' }],
  ['markup', { ...TRUE_CLAIM, text: '<b>3</b> credits' }],
  ['nothing', { ...TRUE_CLAIM, text: '' }],
  ['very much', { ...TRUE_CLAIM, text: 'x'.repeat(401) }],
];

describe('of what a model claims', () => {
  test('what stands in its excerpt is kept', () => {
    const code = {
      text: 'Repeat it with the same `idempotencyKey`.',
      source: 's2',
      quote: 'the same `idempotencyKey`',
    };
    expect(checkedClaims([TRUE_CLAIM, code], excerpts)).toEqual([TRUE_CLAIM, code]);
  });

  test.each(INVENTED)('%s is dropped', (_what, claim) => {
    expect(checkedClaims([claim, TRUE_CLAIM], excerpts)).toEqual([TRUE_CLAIM]);
  });

  test('three are kept', () => {
    expect(
      checkedClaims(
        Array.from({ length: 5 }, () => TRUE_CLAIM),
        excerpts,
      ),
    ).toHaveLength(3);
  });
});

/** What the fake provider does with the next requests. */
type Behaviour = { readonly claims: readonly Claim[] } | 'hangs' | 'fails' | 'answers no JSON';

describe('a provider that speaks as OpenAI', () => {
  let server: Server;
  let url: string;
  let behaviour: Behaviour;
  let bodies: string[];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        bodies.push(body);
        if (behaviour === 'hangs') return;
        if (behaviour === 'fails') return void response.writeHead(500).end('{"error":{"message":"down"}}');
        const content = behaviour === 'answers no JSON' ? 'I think it costs 3.' : JSON.stringify(behaviour);
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({
            id: 'chat-1',
            object: 'chat.completion',
            created: 1,
            model: 'small',
            choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
            usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
          }),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    bodies = [];
  });

  const claimsOf = async (what: Behaviour, timeoutMs = 20_000) => {
    behaviour = what;
    const settings = { provider: 'openai-compatible' as const, model: 'small', url, key: 'sk-test' };
    const wording = await openWording(settings, log, timeoutMs);
    return wording.claims({ question: 'what does a backdrop cost', excerpts, version: 'v1' });
  };

  test('is asked with the question and the excerpts, at temperature 0, and nothing else', async () => {
    expect(await claimsOf({ claims: [TRUE_CLAIM] })).toEqual([TRUE_CLAIM]);
    const sent = JSON.parse(bodies[0] ?? '') as {
      temperature: number;
      model: string;
      messages: { content: unknown }[];
    };
    expect(sent).toMatchObject({ temperature: 0, model: 'small' });
    expect(JSON.parse(String(sent.messages.at(-1)?.content))).toEqual({
      question: 'what does a backdrop cost',
      excerpts,
    });
  });

  test.each(INVENTED)('is not believed %s', async (_what, claim) => {
    expect(await claimsOf({ claims: [claim] })).toEqual([]);
  });

  test.each(['fails', 'answers no JSON'] as const)('that %s gives no wording, and is called once', async (what) => {
    expect(await claimsOf(what)).toEqual([]);
    expect(bodies).toHaveLength(1);
  });

  test('that hangs is waited for no longer than its time', async () => {
    expect(await claimsOf('hangs', 200)).toEqual([]);
  });

  test('words answers; the server adds the balance, which the model is never sent', async () => {
    const ANSWERS = { ANSWERS: 'openai-compatible', ANSWERS_MODEL: 'small', ANSWERS_URL: url };
    const studio = await startStudio({ workers: 0, variables: ANSWERS });
    try {
      const admin = await studio.client();
      const projectId = await studio.newProject(admin, 4_321);
      const told = { text: 'Expand is 3 credits.', source: 'prices', quote: 'Expand costs 3 credits.' };
      behaviour = { claims: [told] };
      const price = await admin.send(askModel, { question: 'what does expand cost', projectId });
      expect(price.ask).toMatchObject({ text: told.text, answeredBy: 'small', answerable: true });
      const balance = await admin.send(askModel, { question: 'how many credits do I have', projectId });
      expect(balance.ask.text).toBe(`${told.text} The balance of this project is 4,321 credits.`);
      expect(bodies.join('')).not.toMatch(/4,?321|Necklace spring|dkr_/);
      behaviour = 'fails';
      const builtin = await admin.send(askModel, { question: 'what does a prompt cost', projectId });
      expect(builtin.ask).toMatchObject({ answeredBy: 'builtin', answerable: true });
    } finally {
      await studio.stop();
    }
  });

  test('that is unreachable gives no wording', async () => {
    const settings = {
      provider: 'openai-compatible' as const,
      model: 'small',
      url: 'http://127.0.0.1:1/v1',
      key: null,
    };
    const wording = await openWording(settings, log, 20_000);
    expect(await wording.claims({ question: 'q', excerpts, version: 'v1' })).toEqual([]);
  });
});

test('the same question costs once, until pages or prices change', async () => {
  let calls = 0;
  const model = new MockLanguageModelV4({
    doGenerate: async () => {
      calls += 1;
      return {
        content: [{ type: 'text' as const, text: JSON.stringify({ claims: [TRUE_CLAIM] }) }],
        finishReason: { unified: 'stop' as const, raw: 'stop' },
        usage: {
          inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
          outputTokens: { total: 1, text: 1, reasoning: 0 },
        },
        warnings: [],
      };
    },
  });
  const wording = new ModelWording({ model, name: 'mock', log, timeoutMs: 20_000 });
  const ask = (question: string, version: string) => wording.claims({ question, excerpts, version });
  expect(await ask('What does it cost', 'v1')).toEqual([TRUE_CLAIM]);
  expect(await ask('what  does it cost', 'v1')).toEqual([TRUE_CLAIM]);
  expect(calls).toBe(1);
  await ask('what does it cost', 'v2');
  expect(calls).toBe(2);
});
