import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { VersionNegotiationMode } from '@modelcontextprotocol/client';
import type { Role } from '../../src/access/viewer.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { createApiKey } from '../support/access-operations.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';
import { stoppedClock } from '../support/stopped-clock.ts';
import { type Studio, startStudio } from '../support/studio.ts';
import { Agent } from './mcp-client.ts';

const engine = new ScriptedEngine();
let studio: Studio;
let admin: GraphqlClient;
let projectId: string;
const agents: Agent[] = [];

beforeAll(async () => {
  studio = await startStudio({ engine, workers: 1 });
  admin = await studio.client();
});
beforeEach(async () => {
  projectId = await studio.newProject(admin, 100);
});
afterEach(async () => {
  await Promise.all(agents.splice(0).map((agent) => agent.close()));
});
afterAll(() => studio.stop());

async function connect(secret: string | null, mode?: VersionNegotiationMode): Promise<Agent> {
  const agent = await Agent.connect(studio.url, secret, mode);
  agents.push(agent);
  return agent;
}

const secretOf = ({ authorization }: GraphqlClient) => authorization.replace('Bearer ', '');

async function agentWith(role: Role, mode?: VersionNegotiationMode): Promise<Agent> {
  return connect(secretOf(await studio.client(role)), mode);
}

const prompt = (key: string) => ({ projectId, idempotencyKey: key, prompt: 'A silver necklace on marble' });

describe('an agent', () => {
  test.each([
    ['2025-11-25', 'legacy'],
    ['2026-07-28', { pin: '2026-07-28' }],
  ] as const)('does the whole first session by MCP alone: revision %s', async (revision, mode) => {
    const agent = await agentWith('EDITOR', mode);
    expect(agent.client.getNegotiatedProtocolVersion()).toBe(revision);
    const { data: projects } = await agent.call('list_projects');
    expect(projects).toMatchObject({
      nodes: expect.arrayContaining([expect.objectContaining({ id: projectId, balance: 100 })]),
    });
    const { data: quoted } = await agent.call('quote', { projectId, kinds: ['PROMPT', 'BACKGROUND'] });
    expect(quoted).toMatchObject({ quote: { credits: 8, affordable: true, balanceAfter: 92 } });
    const made = await agent.call('perform_prompt', prompt('first'));
    expect(made).toMatchObject({ isError: false, data: { replayed: false, project: { balance: 95 } } });
    const picture = await pictureOf(agent, made.data);
    const steps = [
      ['perform_prompt_edit', { actionId: picture.id, prompt: 'warmer' }],
      ['perform_background', { imageId: picture.image.id, background: 'a beach' }],
      ['perform_expand', { imageId: picture.image.id, left: 8 }],
    ] as const;
    for (const [tool, input] of steps) {
      const { data } = await agent.call(tool, { projectId, idempotencyKey: tool, ...input });
      expect((await fetch((await pictureOf(agent, data)).image.url)).headers.get('content-type')).toBe('image/webp');
    }
    expect((await agent.call('get_balance', { projectId })).data).toMatchObject({ balance: 88 });
    const { data: history } = await agent.call('list_transactions', { projectId, first: 3 });
    expect(history).toMatchObject({
      transactions: { nodes: [{ amount: -3 }, { amount: -3 }, { amount: -1 }], pageInfo: { hasNextPage: true } },
    });
  });

  test('is charged once, however often it repeats a call', async () => {
    const agent = await agentWith('EDITOR');
    await agent.call('perform_prompt', prompt('once'));
    expect((await agent.call('perform_prompt', prompt('once'))).data).toMatchObject({
      replayed: true,
      project: { balance: 95 },
    });
    expect(await agent.call('perform_prompt', { ...prompt('once'), prompt: 'Another' })).toMatchObject({
      isError: true,
      data: { error: { code: 'IdempotencyConflictError', idempotencyKey: 'once' } },
    });
  });

  test('finds no more than its key may, nor is it charged for what is refused', async () => {
    const viewer = await agentWith('VIEWER');
    expect(await viewer.call('perform_prompt', prompt('refused'))).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^FORBIDDEN: performPrompt requires the role EDITOR/),
    });
    const elsewhere = await connect(secretOf(await studio.client('ADMIN', await studio.newWorkspace())));
    for (const tool of ['get_balance', 'list_transactions']) {
      expect(await elsewhere.call(tool, { projectId })).toMatchObject({
        isError: true,
        data: { error: { code: 'NOT_FOUND' } },
      });
    }
    expect(await elsewhere.call('perform_prompt', prompt('refused'))).toMatchObject({
      data: { error: { code: 'NOT_FOUND', field: 'projectId' } },
    });
    expect((await viewer.call('get_balance', { projectId })).data).toMatchObject({ balance: 100 });
  });

  test('is told what it lacks: credits, a cap, or a better input', async () => {
    const poor = await studio.newProject(admin, 2);
    const agent = await agentWith('EDITOR');
    expect(await agent.call('perform_prompt', { ...prompt('too dear'), projectId: poor })).toMatchObject({
      isError: true,
      text: expect.stringContaining('InsufficientCreditsError'),
      data: { error: { required: 5, available: 2, shortfall: 3 } },
    });
    expect(await agent.call('perform_prompt', { ...prompt('long'), prompt: 'x'.repeat(4_001) })).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^BAD_USER_INPUT: prompt .*4,000/),
      data: { error: { problems: [{ field: 'prompt' }] } },
    });
    expect(await agent.call('perform_prompt', { projectId, prompt: 'no key' })).toMatchObject({
      isError: true,
      text: expect.stringContaining('idempotencyKey'),
    });
    const { createApiKey: capped } = await admin.send(createApiKey, {
      input: { name: 'capped agent', role: 'EDITOR', creditCap: { credits: 4, per: 'DAY' } },
    });
    expect(await (await connect(capped.secret)).call('perform_prompt', prompt('capped'))).toMatchObject({
      isError: true,
      data: { error: { code: 'CreditCapReachedError', credits: 4 } },
    });
  });

  test('without a key asks the documentation, searches and reads it', async () => {
    const agent = await connect(null);
    expect(
      (await agent.call('ask_documentation', { question: 'how much is it to replace the background' })).data,
    ).toMatchObject({
      answerable: true,
      text: expect.stringContaining('costs 3 credits'),
    });
    const { data } = await agent.call('search_documentation', { words: 'refund' });
    const { found } = data as { found: { path: string }[] };
    const [first] = found;
    expect((await agent.call('read_documentation_page', { path: first?.path })).text).toContain('# Refunds');
    const address = '/docs/getting-started/understanding-credit-usage.md#what-costs-nothing';
    expect((await agent.call('read_documentation_page', { path: address })).text).toContain('costs 3 credits');
    expect((await agent.call('read_documentation_page', { path: '' })).text).toContain('# Darkroom');
    expect(await agent.call('read_documentation_page', { path: 'credits/refnds' })).toMatchObject({
      isError: true,
      data: { error: { code: 'NOT_FOUND', nearest: expect.arrayContaining(['credits/refunds']) } },
    });
  });

  test('without a key asks no more than its address may', async () => {
    const limited = await startStudio({ workers: 0, clock: stoppedClock(), variables: { LIMIT_ASKS_PER_MINUTE: '1' } });
    try {
      await limited.client();
      const agent = await Agent.connect(limited.url, null);
      await agent.call('ask_documentation', { question: 'what is a credit' });
      expect(await agent.call('ask_documentation', { question: 'what is a credit' })).toMatchObject({
        isError: true,
        text: expect.stringMatching(/^RATE_LIMITED: .*LIMIT_ASKS_PER_MINUTE/),
      });
      await agent.close();
    } finally {
      await limited.stop();
    }
  });

  test('without a key is told to send one', async () => {
    const agent = await connect(null);
    expect(await agent.call('get_balance', { projectId })).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^UNAUTHENTICATED: Send an API key/),
    });
  });

  test('is told the status of now where the action has not ended in time, and may cancel what has not begun', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    engine.next({ type: 'wait', until: promise });
    const agent = await agentWith('EDITOR');
    const running = idIn((await agent.call('perform_prompt', prompt('running'))).data);
    const queued = idIn((await agent.call('perform_prompt', prompt('queued'))).data);
    const { data } = await agent.call('wait_for_action', { actionId: queued, timeoutSeconds: 1 });
    expect(data).toMatchObject({ status: 'QUEUED', image: null });
    expect((await agent.call('cancel_action', { id: queued })).data).toMatchObject({ refund: { amount: 5 } });
    expect((await agent.call('cancel_action', { id: queued })).data).toMatchObject({ error: { status: 'CANCELED' } });
    const waiting = agent.call('wait_for_action', { actionId: running });
    resolve();
    expect((await waiting).data).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('is described every input of every tool', async () => {
    const { tools } = await (await connect(null)).client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['quote', 'perform_expand', 'wait_for_action']),
    );
    for (const { description, inputSchema } of tools) {
      expect(description).toMatch(/^[A-Z].*\.$/);
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      for (const property of Object.values(inputSchema.properties ?? {})) {
        expect(property).toMatchObject({ description: expect.stringMatching(/\S/) });
      }
    }
  });
});

const idIn = (data: unknown) => (data as { action: { id: string } }).action.id;

interface Finished {
  readonly id: string;
  readonly image: { readonly id: string; readonly url: string };
}

async function pictureOf(agent: Agent, performed: unknown): Promise<Finished> {
  const { data } = await agent.call('wait_for_action', { actionId: idIn(performed) });
  expect(data).toMatchObject({ status: 'SUCCEEDED', failure: null });
  return data as Finished;
}
