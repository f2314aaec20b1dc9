import {
  type FormattedExecutionResult,
  getNamedType,
  getNullableType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { readConfig } from '../../../src/config/config.ts';
import { Admission } from '../../../src/graphql/limits/admission.ts';
import type { Services } from '../../../src/graphql/services.ts';
import { serveGraphqlHttp } from '../../../src/server/graphql-http.ts';
import { createHttp } from '../../../src/server/http.ts';
import { RateLimits } from '../../../src/server/rate-limits.ts';
import { GraphqlWebSocket } from '../../../src/socket/graphql-websocket.ts';
import { GraphqlClient } from '../../support/graphql-client.ts';
import type { RandomRequest } from './random-request.ts';

/** One socket carries all requests: 10,000 handshakes would be a fifth of the time. */
const IDLE_SOCKET_MS = 1_000;

/** What was answered, and what the resolvers were given for it, in the order in which they ran. */
export interface Told {
  readonly result: FormattedExecutionResult;
  readonly received: readonly (readonly [field: string, args: object])[];
}

/** Both transports, as Darkroom serves them, on a schema whose resolvers tell what they were given. */
export class EchoServer {
  readonly #schema: GraphQLSchema;
  readonly #http: FastifyInstance;
  readonly #client: GraphqlClient;
  readonly #stop: () => Promise<void>;
  #received: [string, object][] = [];

  private constructor(schema: GraphQLSchema, http: FastifyInstance, client: GraphqlClient, stop: () => Promise<void>) {
    this.#schema = schema;
    this.#http = http;
    this.#client = client;
    this.#stop = stop;
    this.#replaceResolvers();
  }

  static async start(schema: GraphQLSchema, services: Services, authorization: string): Promise<EchoServer> {
    const log = pino({ level: 'silent' });
    const large = '1000000';
    const settings = readConfig(
      {
        LIMIT_COST: large,
        LIMIT_ADDRESS_REQUESTS_PER_SECOND: large,
        LIMIT_ADDRESS_REQUEST_BURST: large,
        LIMIT_REQUESTS_PER_SECOND: large,
        LIMIT_REQUEST_BURST: large,
      },
      process.cwd(),
    );
    const { limits } = settings;
    const admission = new Admission({
      schema,
      limits,
      documentCacheBytes: limits.documentCacheBytes,
      introspection: true,
    });
    const http = createHttp(settings, log, null);
    const api = { schema, services, admission, rateLimits: new RateLimits(limits, services.clock), limits, log };
    const apollo = await serveGraphqlHttp(http, { ...api, plugins: [] });
    const sockets = new GraphqlWebSocket({ ...api, rates: api.rateLimits, observer: null });
    http.server.on('upgrade', (request, connection, head) => sockets.accept(request, connection, head));
    const url = await http.listen({ host: '127.0.0.1', port: 0 });
    const client = new GraphqlClient(url, authorization.replace('Bearer ', ''), IDLE_SOCKET_MS);
    return new EchoServer(schema, http, client, async () => {
      await client.close();
      await sockets.close();
      await apollo.stop();
    });
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  async listen(run: () => Promise<FormattedExecutionResult>): Promise<Told> {
    this.#received = [];
    const result = await run();
    return { result, received: this.#received };
  }

  /** Into the server without a socket: 10,000 connections in turns would be most of the time. */
  overHttp({ query, variables, operationName }: RandomRequest): Promise<Told> {
    return this.listen(async () => {
      const response = await this.#http.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json', authorization: this.#client.authorization },
        payload: JSON.stringify({ query, variables, operationName }),
      });
      const { data, errors } = response.json<FormattedExecutionResult>();
      return { data, errors };
    });
  }

  onSocket({ query, variables, operationName }: RandomRequest): Promise<Told> {
    return this.listen(async () => {
      const { data, errors } = await this.#client.askOnSocket(query, variables, operationName);
      return { data, errors };
    });
  }

  #replaceResolvers(): void {
    for (const type of Object.values(this.#schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      type.isTypeOf = undefined;
      for (const field of Object.values(type.getFields())) {
        const found = this.#found(field.type, type.name.length + field.name.length);
        field.resolve = (_source, args: object) => {
          this.#received.push([`${type.name}.${field.name}`, args]);
          return found;
        };
      }
    }
  }

  /** One in eight of what may be null is. */
  #found(type: GraphQLOutputType, place: number): unknown {
    if (!isNonNullType(type) && place % 8 === 1) return null;
    const inner = getNullableType(type);
    if (isListType(inner)) return [this.#found(inner.ofType, 0), this.#found(inner.ofType, 2)];
    if (isAbstractType(inner)) {
      const members = this.#schema.getPossibleTypes(inner);
      return { __typename: members[place % members.length]?.name };
    }
    if (isEnumType(inner)) return inner.getValues()[0]?.value;
    return { Boolean: true, Int: place, Float: 0.5, DateTime: 0, ID: 'x', String: 'x' }[getNamedType(inner).name] ?? {};
  }
}
