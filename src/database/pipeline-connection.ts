import pg from 'pg';
import { ConnectionLostError } from './failure.ts';
import { closeClient } from './close-client.ts';
import { type Answer, Prepared, RoundTrip } from './round-trip.ts';
import { LEDGER_SESSION, setSession } from './session.ts';
import type { Statement } from './statement.ts';

/** A server that has not answered for so long is taken for lost: longer than it waits for a lock. */
const SILENCE_LIMIT_MS = 6_000; // 6 seconds

/**
 * Plans are made anew after 16, 32, 64 … round trips, then after every so many. What a plan was made for changes: that of a
 * function which was called while a table was empty reads the whole table later, as graphile-worker's for adding jobs
 * does once there is a backlog. The server would notice by itself a minute later. It takes 3 ms each time. Only between
 * transactions: in one that has failed it would be refused, and the rollback behind it skipped.
 */
const FIRST_REPLAN_AFTER = 16;
const REPLAN_EVERY = 1_024;

const DISCARD_PLANS: Statement = { name: 'pipeline_discard_plans', text: 'discard plans', values: [] };

interface Open {
  readonly client: pg.Client;
  readonly prepared: Prepared;
  trips: number;
  replanAfter: number;
  /** Round trips of which the server has not yet said that it is through with them. */
  unfinished: number;
  /** As the server last told it: I outside a transaction, T in one, E in one that has failed. */
  transactionStatus: string;
}

/**
 * A connection of its own on which a transaction costs as many round trips as it has decisions to take, not as many as it
 * has statements. It connects when it is first needed, and again after it broke. For one caller at a time.
 */
export class PipelineConnection {
  readonly #url: string;
  #open: Open | null = null;

  constructor(url: string) {
    this.#url = url;
  }

  /** False before the first use, and after the connection broke: the server that is met next may be another one. */
  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Sends the statements in one go. Throws the error of the first that the server refuses, or ConnectionLostError. */
  async run(statements: readonly Statement[]): Promise<Answer[]> {
    const open = this.#open ?? (await this.#connect());
    const replans = isTimeToReplan(open);
    const { client, prepared } = open;
    const trip = new RoundTrip(replans ? [DISCARD_PLANS, ...statements] : statements, prepared);
    open.unfinished += 1;
    const silence = setTimeout(() => trip.abandon(new Error('the server has fallen silent')), SILENCE_LIMIT_MS);
    try {
      client.query(trip);
      const answers = await trip.answers;
      return replans ? answers.slice(1) : answers;
    } catch (error) {
      throw asFailure(error);
    } finally {
      clearTimeout(silence);
    }
  }

  /** Drops the connection: whatever it was in the middle of is rolled back by the server. */
  async reset(): Promise<void> {
    const client = this.#open?.client;
    this.#open = null;
    if (client) await closeClient(client);
  }

  async #connect(): Promise<Open> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'darkroom ledger',
      connectionTimeoutMillis: SILENCE_LIMIT_MS,
      keepAlive: true,
    });
    const forget = () => {
      if (this.#open?.client === client) this.#open = null;
    };
    client.on('error', forget);
    client.on('end', forget);
    try {
      await client.connect();
      await setSession(client, LEDGER_SESSION);
    } catch (error) {
      await closeClient(client); // it never connected
      throw asFailure(error);
    }
    this.#open = watched(client);
    return this.#open;
  }
}

function watched(client: pg.Client): Open {
  const prepared = new Prepared();
  const open = { client, prepared, trips: 0, replanAfter: FIRST_REPLAN_AFTER, unfinished: 0, transactionStatus: 'I' };
  client.connection.on('readyForQuery', ({ status }: { readonly status: string }) => {
    open.unfinished -= 1;
    open.transactionStatus = status;
  });
  return open;
}

/** Counts a round trip. */
function isTimeToReplan(open: Open): boolean {
  open.trips += 1;
  if (open.trips < open.replanAfter || !isBetweenTransactions(open)) return false;
  open.replanAfter = open.trips + Math.min(open.trips, REPLAN_EVERY);
  return true;
}

function isBetweenTransactions({ unfinished, transactionStatus }: Open): boolean {
  return unfinished === 0 && transactionStatus === 'I';
}

function asFailure(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) return error;
  return new ConnectionLostError(error instanceof Error ? error.message : String(error), { cause: error });
}
