import { Client } from 'pg';
import { StartError } from '../start-error.ts';
import { SESSION, SessionError, setSession } from './session.ts';

/** Waiting longer than this for a connection means that the database is away or swamped. */
export const CONNECT_TIMEOUT_MS = 5_000; // 5 seconds

/**
 * Opens a connection of its own, which the caller ends. One that breaks later fails the next query and nothing else.
 * Throws StartError when the database does not let us in; its message never holds the URL, which may hold a password.
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

/** As `openClient`, with whatever settings a stranger's session has. */
export async function openBareClient(url: string, applicationName = 'darkroom'): Promise<Client> {
  try {
    const client = new Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    client.on('error', () => {}); // without a listener, a connection that breaks would end the process
    await client.connect();
    return client;
  } catch (error) {
    throw new StartError(unreachable(error), { cause: error });
  }
}

function unreachable(error: unknown): string {
  return `the database cannot be reached: ${reasonOf(error)}`;
}

/** A host name with several addresses fails with an error for each, and an empty message of its own. */
function reasonOf(error: unknown): string {
  if (isAggregate(error)) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

function isAggregate(error: unknown): error is AggregateError {
  return typeof error === 'object' && error !== null && 'errors' in error;
}
