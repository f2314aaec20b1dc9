import type { Database } from '../database/database.ts';

const SECRET_BYTES = 32;

/**
 * The secret that all processes on one database share for a purpose: 32 bytes, created by the first process that needs
 * it and never changed.
 */
export async function sharedSecret(
  { prisma }: Pick<Database, 'prisma'>,
  purpose: string,
  randomBytes: (size: number) => Uint8Array,
  clock: () => number,
): Promise<Buffer> {
  // Copied, because Prisma's type for bytes excludes shared memory.
  const secret = new Uint8Array(randomBytes(SECRET_BYTES));
  await prisma.signingKey.createMany({
    data: { purpose, secret, createdAt: new Date(clock()) },
    skipDuplicates: true, // waits for a concurrent insert, so that the next read finds the row
  });
  return Buffer.from((await prisma.signingKey.findUniqueOrThrow({ where: { purpose } })).secret);
}
