import { ApolloServer, type ApolloServerOptionsWithGateway, HeaderMap } from '@apollo/server';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, type DocumentNode, GraphQLError } from 'graphql';

/** What src/server relies upon in Apollo Server beyond its documentation. */
const schema = buildSchema('type Query { answer: Int }');

type Options = Partial<ApolloServerOptionsWithGateway<object>>;
type Executor = Awaited<ReturnType<NonNullable<Options['gateway']>['load']>>['executor'];

/** Asks a server that executes by `executor`. */
async function ask(executor: Executor, options: Options, query = '{ answer }'): Promise<unknown> {
  const apollo = new ApolloServer<object>({
    gateway: {
      load: async () => ({ executor }),
      onSchemaLoadOrUpdate(take) {
        take({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => {};
      },
      stop: async () => {},
    },
    dangerouslyDisableValidation: true,
    ...options,
  });
  await apollo.start();
  const { body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers: new HeaderMap([['content-type', 'application/json']]),
      search: '',
      body: { query },
    },
    context: async () => ({ whose: 'ours' }),
  });
  await apollo.stop();
  return body.kind === 'complete' ? JSON.parse(body.string) : null;
}

const answers: Executor = async () => ({ data: { answer: 42 } });

describe('Apollo Server', () => {
  test('lets a gateway execute, with the document, the request and the context', async () => {
    const given: unknown[] = [];
    const executor: Executor = async ({ document, request, context }) => {
      given.push(document.kind, request.query, context);
      return { data: { answer: 42 } };
    };
    expect(await ask(executor, {})).toEqual({ data: { answer: 42 } });
    expect(given).toEqual(['Document', '{ answer }', { whose: 'ours' }]);
  });

  test('stores parsed documents, valid or not, before didResolveOperation, and passes one context to every hook', async () => {
    const steps: unknown[] = [];
    let stored: DocumentNode | undefined;
    let first: object | undefined;
    await ask(
      answers,
      {
        documentStore: {
          get: async () => undefined,
          set: async (_name, document) => {
            steps.push('set');
            stored = document;
          },
          delete: async () => false,
        },
        plugins: [
          {
            requestDidStart: async (context) => {
              first = context;
              return {
                didResolveOperation: async (same) =>
                  void steps.push('didResolveOperation', same.document === stored, same === first),
              };
            },
          },
        ],
      },
      '{ nothing }',
    );
    expect(steps).toEqual(['set', 'didResolveOperation', true, true]);
  });

  test('responds with the error that didResolveOperation throws, after willSendResponse has changed it', async () => {
    const answer = await ask(answers, {
      plugins: [
        {
          requestDidStart: async () => ({
            didResolveOperation: async () => {
              throw new GraphQLError('one');
            },
            willSendResponse: async ({ response: { body } }) => {
              if (body.kind !== 'single') return;
              const [error] = body.singleResult.errors ?? [];
              body.singleResult.errors = [{ message: `${error?.message}, and more` }];
            },
          }),
        },
      ],
    });
    expect(answer).toEqual({ errors: [{ message: 'one, and more' }] });
  });
});
