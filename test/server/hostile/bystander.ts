import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { GraphqlClient, nextOf } from '../../support/graphql-client.ts';
import { balanceChanged, ledgerOf, performPrompt } from '../../support/operations.ts';
import { startStudio, type Studio, type StudioOptions } from '../../support/studio.ts';

/** A studio that is attacked, and somebody who works in it all the while. */
export interface Attacked {
  readonly studio: Studio;
  /** The attackers' own key, as the header has it; the studio refuses what they send, not them. */
  readonly authorization: string;
  /** The attackers' own project, which has 100 credits and one line in its ledger. */
  readonly projectId: string;
  readonly port: number;
  /** Does something hostile; meanwhile the bystander asks, pays and is told of it, each without an error. */
  readonly beside: <Result>(attack: () => Promise<Result>) => Promise<Result>;
  readonly close: () => Promise<void>;
}

export async function startAttacked(options: StudioOptions = {}): Promise<Attacked> {
  const studio = await startStudio({ workers: 0, ...options });
  const [bystander, attacker] = [await studio.client(), await studio.client()];
  const ownProject = await studio.newProject(bystander, 100_000);
  const projectId = await studio.newProject(attacker, 100);
  const changes = bystander.watch(balanceChanged, { projectId: ownProject });
  let sequence = (await nextOf(changes)).balanceChanged.sequence;

  async function work(): Promise<void> {
    const { project } = await bystander.send(ledgerOf, { id: ownProject });
    expect(project?.sequence).toBe(sequence);
    const input = { projectId: ownProject, idempotencyKey: randomUUID(), prompt: 'a ring' };
    expect((await bystander.send(performPrompt, { input })).performPrompt.__typename).toBe('PerformedAction');
    sequence += 1;
    expect((await nextOf(changes)).balanceChanged).toMatchObject({ sequence, transaction: { amount: -5 } });
  }

  return {
    studio,
    authorization: attacker.authorization,
    projectId,
    port: Number(new URL(studio.url).port),
    async beside(attack) {
      const [result] = await Promise.all([attack(), work()]);
      return result;
    },
    async close() {
      await changes.return?.();
      await studio.stop();
    },
  };
}

/** Expects that the studio still serves, has written nothing for the attackers, and calls nothing its own fault. */
export async function expectUnharmed({ studio, authorization, projectId, beside }: Attacked): Promise<void> {
  await beside(async () => undefined);
  const attacker = new GraphqlClient(studio.url, authorization.replace('Bearer ', ''));
  const { data } = await attacker.ask<{ project: object }, object>(
    `{ project(id: "${projectId}") { name balance sequence archivedAt actions { nodes { id } } images { nodes { id } } } }`,
  );
  expect(data?.project).toEqual({
    name: 'Necklace spring',
    balance: 100,
    sequence: 1,
    archivedAt: null,
    actions: { nodes: [] },
    images: { nodes: [] },
  });
  const ours = studio.logged.filter((line) => (JSON.parse(line) as { level: number }).level >= 50); // pino's 'error'
  expect(ours).toEqual([]);
}
