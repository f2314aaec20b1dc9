/** Apollo Server on Fastify as their documentation wires them, with a resolver that does nothing: its answer is ready. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ApolloServer } from '@apollo/server';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { buildSchema, type GraphQLSchema } from 'graphql';
import type { Action } from '../../../src/actions/action.ts';
import type { ActionId, ProjectId, WorkspaceId } from '../../../src/ids.ts';
import type { LedgerEntry } from '../../../src/ledger/kernel/entry.ts';
import type { Project } from '../../../src/ledger/project.ts';
import { answerCalls, settings } from '../processes/answer-calls.ts';
import { compiled } from '../servers/compiled.ts';
import type { FloorCalls, FloorSettings } from './floor.ts';
import { PROMPT } from './perform-prompt.ts';

const own = await settings<FloorSettings>();
const schema = own.schema === 'plain' ? plainSchema() : await darkroomSchema();
const answer = own.schema === 'plain' ? plainAnswer() : darkroomAnswer();
const performPrompt = schema.getMutationType()?.getFields()['performPrompt'];
if (!performPrompt) throw new Error('the schema has no performPrompt');
performPrompt.resolve = () => answer;

const http = Fastify();
const apollo = new ApolloServer<{ time: { isOver: boolean } }>({ schema, plugins: [fastifyApolloDrainPlugin(http)] });
await apollo.start();
// What the resolvers of Darkroom's schema look at beside their source.
const context = async () => ({ time: { isOver: false } });
await http.register(fastifyApollo(apollo), { context });
const url = await http.listen({ host: '127.0.0.1', port: 0 });
answerCalls<FloorCalls>({ address: async () => url });

function plainSchema(): GraphQLSchema {
  return buildSchema(readFileSync(path.join(import.meta.dirname, '../../../schema.graphql'), 'utf8'));
}

async function darkroomSchema(): Promise<GraphQLSchema> {
  const { createSchema } = await compiled<typeof import('../../../src/graphql/schema.ts')>('graphql/schema.js');
  return createSchema();
}

/** As it is sent. */
function plainAnswer(): object {
  const id = '01kag1nvzqf9sbmzvcq02pnhbp';
  return {
    __typename: 'PerformedAction',
    replayed: false,
    action: { id: `act_${id}`, kind: 'PROMPT', status: 'QUEUED', credits: 5, priceVersion: 1, prompt: PROMPT },
    transaction: { id: `txn_${id}_2`, sequence: 2, kind: 'CHARGE', amount: -5, balanceAfter: 95, actor: 'First key' },
    project: { id: `prj_${id}`, balance: 95, sequence: 2 },
  };
}

/** As the ledger gives it, for the field resolvers to make of it what is sent. */
function darkroomAnswer(): object {
  const id = '019aa01a-6ff7-7a72-ba7f-6cb80568c579';
  const [actionId, projectId, workspaceId] = [id as ActionId, id as ProjectId, id as WorkspaceId]; // any will do
  const now = Date.now();
  const action: Pick<Action, 'id' | 'projectId' | 'kind' | 'status' | 'credits' | 'priceVersion' | 'prompt'> = {
    id: actionId,
    projectId,
    kind: 'PROMPT',
    status: 'QUEUED',
    credits: 5,
    priceVersion: 1,
    prompt: PROMPT,
  };
  const transaction: LedgerEntry = {
    projectId,
    sequence: 2,
    kind: 'CHARGE',
    amount: -5,
    balanceAfter: 95,
    actionId,
    actionKind: 'PROMPT',
    grantId: null,
    draws: [],
    refundOf: null,
    counterpart: null,
    actor: 'First key',
    note: null,
    keyId: null,
    key: null,
    createdAt: now,
  };
  const project: Project = {
    id: projectId,
    workspaceId,
    name: 'Necklace spring',
    balance: 95,
    sequence: 2,
    lowBalanceThreshold: null,
    nextExpiryAt: null,
    allowance: null,
    lastEntryAt: now,
    createdAt: now,
    archivedAt: null,
    erasedAt: null,
  };
  return { __typename: 'PerformedAction', replayed: false, action, transaction, project };
}
