import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../../src/database/generated/prisma/client.ts';
import {
  ACTOR,
  type ChargingSettings,
  type Contender,
  CREDITS,
  newId,
  newKey,
  PROMPT,
  REQUEST_HASH,
} from './charging.ts';

const POOL_MAX = 16;

/** 256 callers wait longer for a connection than Prisma's 2 seconds. */
const PATIENCE_MS = 60_000; // 1 minute

/** What most people write: an interactive transaction that locks the balance, looks, and writes. */
export function prismaTransaction({ url }: ChargingSettings): Contender {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: POOL_MAX }) });
  return {
    async charge(projectId) {
      const idempotencyKey = newKey();
      await prisma.$transaction(
        async (tx) => {
          const [project] = await tx.$queryRaw<{ balance: bigint; sequence: number }[]>`
            select balance, sequence from projects where id = ${projectId}::uuid for update`;
          const where = { projectId_idempotencyKey: { projectId, idempotencyKey } };
          const earlier = await tx.creditTransaction.findUnique({ where });
          if (!project || earlier || project.balance < CREDITS) throw new Error('a charge was refused');
          const id = newId<string>();
          const now = new Date();
          const balance = project.balance - BigInt(CREDITS);
          const sequence = project.sequence + 1;
          await tx.project.update({ where: { id: projectId }, data: { balance, sequence, lastEntryAt: now } });
          await tx.action.create({
            data: {
              projectId,
              id,
              kind: 'PROMPT',
              status: 'QUEUED',
              credits: CREDITS,
              priceVersion: 1,
              prompt: PROMPT,
              aspectRatio: '1:1',
              chargeSequence: sequence,
              createdAt: now,
            },
          });
          await tx.creditTransaction.create({
            data: {
              projectId,
              sequence,
              kind: 'CHARGE',
              amount: 0 - CREDITS,
              balanceAfter: balance,
              actionId: id,
              actionKind: 'PROMPT',
              actor: ACTOR,
              idempotencyKey,
              requestHash: Buffer.from(REQUEST_HASH, 'hex'),
              createdAt: now,
              hash: new Uint8Array(), // the client requires one
            },
          });
        },
        { maxWait: PATIENCE_MS, timeout: PATIENCE_MS },
      );
    },
  };
}
