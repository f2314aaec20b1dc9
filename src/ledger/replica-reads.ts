/**
 * Reads of a project's history from a replica, for callers that have read the project's row from the primary. A replica that has
 * replayed the project's newest transaction shows all that was committed with it, so clients see what they have just written.
 * If the replica has not replayed it or does not answer, the primary serves the read.
 *
 *   serving ──it fails, or is ten seconds behind──► resting (logged once)
 *   resting ──every 5 seconds one read tries it──► serving, when it has caught up (logged)
 */
import type pg from 'pg';
import type { Logger } from 'pino';
import { isDatabaseAway } from '../database/failure.ts';
import type { Replica } from '../database/replica.ts';
import { type Queryable, runStatement } from '../database/statement.ts';
import type { ProjectId } from '../ids.ts';
import type { Project } from './project.ts';

/** How long reads skip a replica that failed or lags, before one of them tries it again. */
const REST_MS = 5_000; // 5 seconds

/** With a longer lag, querying the replica first costs more than it saves. */
const BEHIND_MAX_MS = 10_000; // 10 seconds

export interface ReplicaReadsOptions {
  readonly primary: Queryable;
  readonly replica: Replica;
  /** A monotonic clock in milliseconds. */
  readonly steadyClock: () => number;
  readonly log: Logger;
}

/** A project at a sequence that the replica must have reached. */
export type ReplicationTarget = Pick<Project, 'id' | 'sequence'>;

type Transaction = Parameters<Parameters<Replica['prisma']['$transaction']>[0]>[0];

type ReadSequences = (
  ids: readonly ProjectId[],
) => Promise<readonly { readonly id: string; readonly sequence: number }[]>;

export class ReplicaReads {
  readonly #options: ReplicaReadsOptions;
  #restsUntil = 0;
  #isResting = false;
  /** The first place that the replica had not reached, and when this was found. */
  #behind: (ReplicationTarget & { readonly since: number }) | null = null;

  constructor(options: ReplicaReadsOptions) {
    this.#options = options;
  }

  /** Runs each query on the replica if it has reached the place, else on the primary. */
  of(place: ReplicationTarget): Queryable {
    return {
      query: async (config) =>
        (await this.read(place, (replica) => replica.query(config))) ?? this.#options.primary.query(config),
    };
  }

  /** Null: the replica has not reached the place, or did not answer. */
  read<Result>(place: ReplicationTarget, read: (replica: pg.PoolClient) => Promise<Result>): Promise<Result | null> {
    return this.#tryReplica(async ({ pool }) => {
      const client = await pool.connect(); // one connection for both queries: a balancer may lead another one to another replica
      let isSound = false;
      try {
        const result = (await this.#hasReached(place, (ids) => sequencesOf(client, ids))) ? await read(client) : null;
        isSound = true;
        return result;
      } finally {
        client.release(!isSound);
      }
    });
  }

  /** Like `read`, with the Prisma client of the replica. */
  transaction<Result>(
    place: ReplicationTarget,
    read: (replica: Transaction) => Promise<Result>,
  ): Promise<Result | null> {
    return this.#tryReplica(({ prisma }) =>
      prisma.$transaction(async (transaction) => {
        const isFresh = await this.#hasReached(place, (ids) =>
          transaction.project.findMany({ where: { id: { in: [...ids] } }, select: { id: true, sequence: true } }),
        );
        return isFresh ? read(transaction) : null;
      }),
    );
  }

  async #tryReplica<Result>(ask: (replica: Replica) => Promise<Result | null>): Promise<Result | null> {
    if (this.#options.steadyClock() < this.#restsUntil) return null;
    if (this.#isResting) this.#rest(); // only this read tries it
    try {
      return await ask(this.#options.replica);
    } catch (error) {
      if (isDatabaseAway(error)) this.#fail({ err: error }, NO_RESPONSE);
      else this.#options.log.debug({ err: error }, 'the primary serves a read that the replica refused'); // an older schema
      return null;
    }
  }

  async #hasReached(place: ReplicationTarget, read: ReadSequences): Promise<boolean> {
    const { steadyClock } = this.#options;
    const waited = this.#behind;
    const rows = await read(waited ? [place.id, waited.id] : [place.id]);
    const sequences = new Map(rows.map(({ id, sequence }) => [id, sequence]));
    const isFresh = hasReached(sequences, place);
    if (waited !== null && !hasReached(sequences, waited)) {
      if (steadyClock() - waited.since > BEHIND_MAX_MS) await this.#failUnlessErased(waited);
      return isFresh;
    }
    if (this.#behind === waited) this.#behind = isFresh ? null : { ...place, since: steadyClock() };
    this.#serve();
    return isFresh;
  }

  /** No replica ever reaches the last place of a project that has been erased. */
  async #failUnlessErased({ id }: ReplicationTarget): Promise<void> {
    const known = await sequencesOf(this.#options.primary, [id]);
    if (known.length > 0) this.#fail({}, FAR_BEHIND);
    else this.#behind = null;
  }

  #fail(details: object, message: string): void {
    if (!this.#isResting) this.#options.log.warn(details, message);
    this.#isResting = true;
    this.#rest();
  }

  #rest(): void {
    this.#restsUntil = this.#options.steadyClock() + REST_MS;
  }

  #serve(): void {
    if (this.#isResting) this.#options.log.info('the replica serves reads again');
    this.#isResting = false;
    this.#restsUntil = 0;
  }
}

const NO_RESPONSE = 'the replica does not answer; the primary serves all reads until it does';

const FAR_BEHIND = 'the replica is more than ten seconds behind; the primary serves all reads until it has caught up';

function hasReached(sequences: ReadonlyMap<string, number>, { id, sequence }: ReplicationTarget): boolean {
  return (sequences.get(id) ?? -1) >= sequence;
}

function sequencesOf(on: Queryable, ids: readonly ProjectId[]): Promise<ReplicationTarget[]> {
  return runStatement<ReplicationTarget>(on, {
    name: 'replica_sequences',
    text: 'select id, sequence from projects where id = any($1::uuid[])',
    values: [ids],
  });
}
