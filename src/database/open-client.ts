import type { Client } from 'pg';
import { reasonOf } from '../reason-of.ts';
import { StartError } from '../start-error.ts';
import { CONNECT_TIMEOUT_MS } from './connect-timeout.ts';
import { DatabaseClient } from './database-client.ts';
import { SESSION, SessionError, setSession } from './session.ts';

/**
 * Opens a connection, which the caller must end. If it breaks, only the next query fails. Throws StartError if the database
 * does not accept the connection; the message never contains the URL, which may contain a password.
 */
export async function openClient(url: string, applicationName = 'darkroom'): Promise<Client> {
  const client = await openBareClient(url, applicationName);
  try {
    await setSession(client, SESSION);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined); // it was broken already
    const message = error instanceof SessionError ? error.message : unreachable(error);
    throw new StartError(message, { cause: error });
  }
}

/** Opens a connection for the duration of the call. Throws as `openClient` does. */
export async function withClient<Result>(
  url: string,
  use: (client: Client) => Promise<Result>,
  applicationName?: string,
): Promise<Result> {
  return endAfter(await openClient(url, applicationName), use);
}

/** The same as `withClient`, with the default settings of the server's sessions. */
export async function withBareClient<Result>(url: string, use: (client: Client) => Promise<Result>): Promise<Result> {
  return endAfter(await openBareClient(url), use);
}

async function endAfter<Result>(client: Client, use: (client: Client) => Promise<Result>): Promise<Result> {
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** The same as `openClient`, with the default settings of the server's sessions. */
export async function openBareClient(url: string, applicationName = 'darkroom'): Promise<Client> {
  try {
    const client = new DatabaseClient({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    await client.connect();
    return client;
  } catch (error) {
    throw new StartError(unreachable(error), { cause: error });
  }
}

function unreachable(error: unknown): string {
  return `the database cannot be reached: ${reasonOf(error)}`;
}
