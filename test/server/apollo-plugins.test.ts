import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { readConfig } from '../../src/config/config.ts';
import type { Context } from '../../src/graphql/context.ts';
import { Admission } from '../../src/graphql/limits/admission.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { serveGraphqlHttp } from '../../src/server/graphql-http.ts';
import { createHttp } from '../../src/server/http.ts';
import { RateLimits } from '../../src/server/rate-limits.ts';
import { startStudio, type Studio } from '../support/studio.ts';

/** Notes the hooks that Apollo calls, in their order. It keeps what it notes in private fields, as plugins may. */
class Recorder implements ApolloServerPlugin<Context> {
  #called: string[] = [];
  #headers: readonly (readonly [string, string])[] = [];

  get headers(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#headers);
  }

  takeCalled(): readonly string[] {
    const called = this.#called;
    this.#called = [];
    return called;
  }

  async invalidRequestWasReceived(): Promise<void> {
    this.#called.push('invalidRequestWasReceived');
  }

  async requestDidStart({
    request,
  }: Parameters<NonNullable<ApolloServerPlugin<Context>['requestDidStart']>>[0]): Promise<
    GraphQLRequestListener<Context>
  > {
    this.#headers = [...(request.http?.headers ?? [])];
    const note = (name: string) => async () => void this.#called.push(name);
    const noteBoth = (name: string) => async () => {
      this.#called.push(name);
      return async (error?: unknown) => void this.#called.push(error === undefined ? `${name} ends` : `${name} fails`);
    };
    return {
      didResolveSource: note('source'),
      parsingDidStart: noteBoth('parsing'),
      validationDidStart: noteBoth('validation'),
      didResolveOperation: note('operation'),
      didEncounterErrors: note('errors'),
      responseForOperation: async () => (this.#called.push('response'), null),
      executionDidStart: async () => {
        this.#called.push('execution');
        return {
          willResolveField: ({ info }) => void this.#called.push(`field ${info.fieldName}`),
          executionDidEnd: note('execution ends'),
        };
      },
      willSendResponse: note('send'),
    };
  }
}

const recorder = new Recorder();
let studio: Studio;
let http: FastifyInstance;
let authorization: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  ({ authorization } = await studio.client('VIEWER'));
  const settings = readConfig({}, process.cwd());
  const [schema, log] = [await createSchema(), pino({ level: 'silent' })];
  const { limits, introspection } = settings;
  const { services } = studio.app;
  http = createHttp(settings, log, null);
  const { documentCacheBytes } = limits;
  const apollo = await serveGraphqlHttp(http, {
    schema,
    services,
    admission: new Admission({ schema, limits, documentCacheBytes, introspection }),
    rateLimits: new RateLimits(limits, services.clock),
    limits,
    plugins: [recorder],
    log,
  });
  stop = () => apollo.stop();
});
afterAll(async () => {
  await stop();
  await studio.stop();
});
beforeEach(() => void recorder.takeCalled());

async function ask(query: string, headers: Record<string, string> = {}): Promise<readonly string[]> {
  await http.inject({ method: 'POST', url: '/graphql', headers: { authorization, ...headers }, payload: { query } });
  return recorder.takeCalled();
}

describe('a plugin of Apollo', () => {
  test('is called for every step of a request, and where the document is kept for neither parsing nor validation', async () => {
    const query = '{ priceList { version } }';
    const fields = ['field priceList', 'field version'];
    const executed = ['response', 'execution', ...fields, 'execution ends', 'send'];
    const parsed = ['parsing', 'parsing ends', 'validation', 'operation', 'validation ends'];
    expect(await ask(query)).toEqual(['source', ...parsed, ...executed]);
    expect(await ask(query)).toEqual(['source', 'operation', ...executed]);
  });

  test.each([
    ['cannot be read', '{', ['source', 'parsing', 'parsing fails', 'errors', 'send']],
    [
      'is not valid',
      '{ nothing }',
      ['source', 'parsing', 'parsing ends', 'validation', 'operation', 'validation fails', 'errors', 'send'],
    ],
  ])('is told of a document that %s, each time anew', async (_what, query, steps) => {
    expect(await ask(query)).toEqual(steps);
    expect(await ask(query)).toEqual(steps);
  });

  test('sees every header of the request', async () => {
    const headers = { 'apollographql-client-name': 'shop', 'apollographql-client-version': '1.2', 'x-own': 'a, b' };
    await ask('{ __typename }', headers);
    expect(recorder.headers).toMatchObject(headers);
  });
});

test('a request whose header `host` names no host is answered as any other', async () => {
  const { statusCode } = await http.inject({
    method: 'POST',
    url: '/graphql',
    headers: { host: '%%' },
    payload: { query: '{ __typename }' },
  });
  expect(statusCode).toBe(200);
});
