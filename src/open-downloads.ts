import type { Database } from './database/database.ts';
import { TransactionDownloads } from './export/transaction-downloads.ts';
import { transactionId } from './graphql/ids/transaction-id.ts';
import { typeId } from './graphql/ids/type-id.ts';
import type { Services } from './graphql/services.ts';
import { sharedSecret } from './signing/shared-secret.ts';
import { Signer } from './signing/signer.ts';
import type { Instant } from './instant.ts';

interface DownloadOptions {
  readonly publicUrl: () => string;
  readonly clock: () => Instant;
  readonly randomBytes: (size: number) => Buffer;
}

/** Downloads name things as the API does. */
export async function openDownloads(
  { publicUrl, clock, randomBytes }: DownloadOptions,
  database: Database,
  { historyAsOf, projects }: Pick<Services, 'historyAsOf' | 'projects'>,
): Promise<TransactionDownloads> {
  return new TransactionDownloads({
    signer: new Signer(await sharedSecret(database, 'download URLs', randomBytes, clock)),
    publicUrl,
    clock,
    historyAsOf,
    projectName: async (id) => (await projects.findMany([id]))[0]?.name ?? null,
    writeIds: { transaction: transactionId, action: (id) => typeId('act', id), apiKey: (id) => typeId('key', id) },
  });
}
