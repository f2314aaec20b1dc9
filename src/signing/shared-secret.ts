import type { Database } from '../database/database.ts';

const SECRET_BYTES = 32;

/**
 * The secret that all processes on one database share for a purpose: 32 bytes, made by whichever process asks first and
 * the same ever after.
 */
export async function sharedSecret(
  { prisma }: Pick<Database, 'prisma'>,
  purpose: string,
  randomBytes: (size: number) => Uint8Array,
  clock: () => number,
): Promise<Buffer> {
  // A copy: Prisma's type of bytes promises that nothing else shares the memory.
  const secret = new Uint8Array(randomBytes(SECRET_BYTES));
  await prisma.signingKey.createMany({
    data: { purpose, secret, createdAt: new Date(clock()) },
    skipDuplicates: true, // waits for a twin in flight: what is read next is there
  });
  return Buffer.from((await prisma.signingKey.findUniqueOrThrow({ where: { purpose } })).secret);
}
