import pg from 'pg';
import { ConnectionLostError } from './failure.ts';
import { closeClient } from './close-client.ts';
import { DatabaseClient } from './database-client.ts';
import { type StatementResult, Prepared, RoundTrip } from './round-trip.ts';
import { LEDGER_SESSION, setSession } from './session.ts';
import type { Statement } from './statement.ts';
import { reasonOf } from '../reason-of.ts';

/** A server that does not respond for this long counts as lost. Longer than its `lock_timeout`. */
const SILENCE_LIMIT_MS = 6_000; // 6 seconds

/**
 * Cached plans are discarded after 16, 32, 64 … round trips, up to every REPLAN_EVERY. A plan made while a table was empty
 * would later scan the whole table, like that of graphile-worker's function for adding jobs once there is a backlog; the
 * server itself would notice only a minute later. Replanning takes 3 ms. It happens only between transactions: in a failed
 * transaction DISCARD would be refused, and the rollback behind it skipped.
 */
const FIRST_REPLAN_AFTER = 16;
const REPLAN_EVERY = 1_024;

const DISCARD_PLANS: Statement = { name: 'pipeline_discard_plans', text: 'discard plans', values: [] };

interface OpenConnection {
  readonly client: pg.Client;
  readonly prepared: Prepared;
  trips: number;
  replanAfter: number;
  /** The number of round trips for which ReadyForQuery has not arrived. */
  unfinished: number;
  /** From the last ReadyForQuery: I outside a transaction, T in one, E in a failed one. */
  transactionStatus: string;
}

/**
 * A connection that sends several statements in one round trip. It connects on first use, and again after it broke. It must
 * not be used concurrently.
 */
export class PipelineConnection {
  readonly #url: string;
  #open: OpenConnection | null = null;

  constructor(url: string) {
    this.#url = url;
  }

  /** False before the first use and after the connection broke, when the next one may lead to another server. */
  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Sends the statements in one round trip. Throws the error of the first that fails, or ConnectionLostError. */
  async run(statements: readonly Statement[]): Promise<StatementResult[]> {
    const open = this.#open ?? (await this.#connect());
    const replans = isTimeToReplan(open);
    const { client, prepared } = open;
    const trip = new RoundTrip(replans ? [DISCARD_PLANS, ...statements] : statements, prepared);
    open.unfinished += 1;
    const silence = setTimeout(() => trip.abandon(new Error('the server does not respond')), SILENCE_LIMIT_MS);
    try {
      client.query(trip);
      const results = await trip.results;
      return replans ? results.slice(1) : results;
    } catch (error) {
      throw asFailure(error);
    } finally {
      clearTimeout(silence);
    }
  }

  /** Closes the connection. The server rolls back an open transaction. */
  async reset(): Promise<void> {
    const client = this.#open?.client;
    this.#open = null;
    if (client) await closeClient(client);
  }

  async #connect(): Promise<OpenConnection> {
    const client = new DatabaseClient({
      connectionString: this.#url,
      application_name: 'darkroom ledger',
      connectionTimeoutMillis: SILENCE_LIMIT_MS,
      keepAlive: true,
    });
    const markClosed = () => {
      if (this.#open?.client === client) this.#open = null;
    };
    client.on('error', markClosed);
    client.on('end', markClosed);
    try {
      await client.connect();
      await setSession(client, LEDGER_SESSION);
    } catch (error) {
      await closeClient(client); // it never connected
      throw asFailure(error);
    }
    this.#open = trackStatus(client);
    return this.#open;
  }
}

function trackStatus(client: pg.Client): OpenConnection {
  const prepared = new Prepared();
  const open = { client, prepared, trips: 0, replanAfter: FIRST_REPLAN_AFTER, unfinished: 0, transactionStatus: 'I' };
  client.connection.on('readyForQuery', ({ status }: { readonly status: string }) => {
    open.unfinished -= 1;
    open.transactionStatus = status;
  });
  return open;
}

/** Counts the round trip, and decides whether plans are discarded before it. */
function isTimeToReplan(open: OpenConnection): boolean {
  open.trips += 1;
  if (open.trips < open.replanAfter || !isBetweenTransactions(open)) return false;
  open.replanAfter = open.trips + Math.min(open.trips, REPLAN_EVERY);
  return true;
}

function isBetweenTransactions({ unfinished, transactionStatus }: OpenConnection): boolean {
  return unfinished === 0 && transactionStatus === 'I';
}

function asFailure(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) return error;
  return new ConnectionLostError(reasonOf(error), { cause: error });
}
