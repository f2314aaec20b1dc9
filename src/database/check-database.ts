import { checkServer } from './check-server.ts';
import { checkReplica } from './replica.ts';
import { checkPooler } from './transaction-pooler.ts';

/** The URLs in the variables of the database; null: not set. */
export interface DatabaseUrls {
  readonly databaseUrl: string | null;
  readonly databaseDirectUrl: string | null;
  readonly databaseReplicaUrl: string | null;
}

/**
 * Checks a database, and the pooler and the replica if they are configured. `url` leads to PostgreSQL itself. Throws StartError
 * if Darkroom cannot work with one of them. Returns advice about what is merely slow or does not respond.
 */
export async function checkDatabase(
  url: string,
  { databaseUrl, databaseDirectUrl, databaseReplicaUrl }: DatabaseUrls,
): Promise<string[]> {
  const advice = await checkServer(url, databaseDirectUrl === null ? 'DATABASE_URL' : 'DATABASE_DIRECT_URL');
  if (databaseUrl !== null && databaseDirectUrl !== null) {
    const slowness = await checkPooler(databaseUrl, databaseDirectUrl);
    if (slowness !== null) advice.push(slowness);
  }
  if (databaseReplicaUrl !== null) advice.push(...(await checkReplica(databaseReplicaUrl, url)));
  return advice;
}
