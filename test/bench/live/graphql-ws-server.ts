/** Apollo Server and graphql-ws as their documentation wires them: one execution an event and a subscriber. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ApolloServer } from '@apollo/server';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import { makeExecutableSchema } from '@graphql-tools/schema';
import Fastify from 'fastify';
import { PubSub } from 'graphql-subscriptions';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { answerCalls, settings } from '../processes/answer-calls.ts';
import { EventSource, projectIdOf } from './event.ts';
import { graphqlSubscription, type LiveServerCalls, sharedClockMs } from './live-server.ts';
import { countOpenSockets, countSocketWrites } from './socket-writes.ts';

await settings();
const socketWrites = countSocketWrites();
const events = new EventSource();
const publishedAt = new Map<number, number>();
const eventEmitter = new EventEmitter().setMaxListeners(0);
const pubSub = new PubSub({ eventEmitter });

const schema = makeExecutableSchema({
  typeDefs: readFileSync(path.join(import.meta.dirname, '../../../schema.graphql'), 'utf8'),
  resolvers: {
    Subscription: {
      balanceChanged: {
        subscribe: (_root: unknown, { projectId }: { projectId: string }) => pubSub.asyncIterableIterator([projectId]),
      },
    },
  },
});
const http = Fastify();
useServer({ schema }, new WebSocketServer({ server: http.server, path: '/graphql' }));
const apollo = new ApolloServer({ schema, plugins: [fastifyApolloDrainPlugin(http)] });
await apollo.start();
await http.register(fastifyApollo(apollo));
const url = await http.listen({ host: '127.0.0.1', port: 0 });

answerCalls<LiveServerCalls>({
  address: async () => url,
  subscriptions: async (count) =>
    Array.from({ length: count }, (_, project) => graphqlSubscription(projectIdOf(project), { standsWith: 'answer' })),
  async publish(publication) {
    for (const { project, event } of events.next(publication)) {
      if (project === 0) publishedAt.set(event.sequence, sharedClockMs());
      await pubSub.publish(projectIdOf(project), { balanceChanged: event });
    }
  },
  publishedAt: async () => publishedAt,
  socketWrites: async () => socketWrites(),
  openSockets: async () => countOpenSockets(),
});
