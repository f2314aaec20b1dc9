import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { settlingJobs } from '../../src/actions/jobs.ts';
import { entryEvents } from '../../src/webhooks/entry-events.ts';
import { nextAllowanceAt } from '../../src/allowances/next-allowance-at.ts';
import { idsInOrder } from '../../src/database/ids-in-order.ts';
import { openPool } from '../../src/database/open-pool.ts';
import { PipelineConnection } from '../../src/database/pipeline-connection.ts';
import type { GrantId, NewId, ProjectId, WorkspaceId } from '../../src/ids.ts';
import type { Instant } from '../../src/instant.ts';
import type {
  AllowancePosting,
  AllowanceTerms,
  ChargePosting,
  GrantPosting,
  Posting,
  RefundPosting,
  RevokePosting,
  TransferPosting,
} from '../../src/ledger/kernel/posting.ts';
import { type LedgerHistory, ledgerHistory } from '../../src/ledger/ledger-history.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { LedgerChecker } from '../../src/ledger/check/ledger-checker.ts';
import type { Attachment } from '../../src/ledger/store/attachment.ts';
import { AccountCache } from '../../src/ledger/store/account-cache.ts';
import { LedgerStore } from '../../src/ledger/store/ledger-store.ts';
import type { Outcome, ProjectCommit, Submission } from '../../src/ledger/store/submission.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** The ledger on a database of its own, with a clock that the test sets, and nothing above it. */
export class LedgerWorld {
  readonly pool: pg.Pool;
  readonly newId: NewId;
  readonly history: LedgerHistory;
  readonly commits: ProjectCommit[] = [];
  readonly workspaceId: WorkspaceId;
  now: Instant = Date.UTC(2026, 10, 22, 12);
  readonly #database: TestDatabase;
  readonly #ledgers: Ledger[] = [];
  readonly #stores: LedgerStore[] = [];
  #own: LedgerStore | null = null;

  private constructor(database: TestDatabase) {
    this.#database = database;
    this.pool = openPool({ connectionString: database.url, max: 4 });
    this.pool.on('error', () => undefined);
    this.newId = idsInOrder(() => this.now, randomBytes);
    this.history = ledgerHistory(this.pool);
    this.workspaceId = this.newId<WorkspaceId>();
  }

  static async open(): Promise<LedgerWorld> {
    const world = new LedgerWorld(await testDatabase());
    await world.pool.query('insert into workspaces (id, name, created_at) values ($1, $2, now())', [
      world.workspaceId,
      'Studio',
    ]);
    return world;
  }

  get url(): string {
    return this.#database.url;
  }

  ledger(): Ledger {
    const ledger = new Ledger({
      databaseUrl: this.url,
      decisionContext: this.decisionContext,
      wait: (delayMs) => sleep(delayMs),
      settlingJobs,
      entryStatements: entryEvents,
      committed: (commits) => void this.commits.push(...commits),
    });
    this.#ledgers.push(ledger);
    return ledger;
  }

  /** An additional store with an empty cache. */
  store(connection = new PipelineConnection(this.url)): LedgerStore {
    const accounts = new AccountCache();
    const store = new LedgerStore(connection, {
      decisionContext: this.decisionContext,
      settlingJobs,
      entryStatements: entryEvents,
      accounts,
    });
    this.#stores.push(store);
    return store;
  }

  /** Applies submissions once through a store with an empty cache, and closes its connection: tests do this hundreds of times. */
  async applyOnce(
    submissions: readonly Submission[],
    connection?: PipelineConnection,
  ): ReturnType<LedgerStore['apply']> {
    const store = this.store(connection);
    try {
      return await store.apply(submissions);
    } finally {
      await store.close();
      this.#stores.splice(this.#stores.indexOf(store), 1);
    }
  }

  /** Applies postings at an instant, which becomes the present, through the world's own store. */
  async at(now: Instant, ...postings: readonly Posting[]): Promise<void> {
    this.now = now;
    this.#own ??= this.store();
    await this.#own.apply(postings.map((posting) => alone(posting)));
  }

  /** Checks entries and balances alone, not what other parts keep. */
  checker(): LedgerChecker {
    return new LedgerChecker({
      databaseUrl: this.url,
      checks: [],
      derived: [],
      clock: () => this.now,
      newSeed: () => 7,
    });
  }

  readonly decisionContext = () => ({ now: this.now, newGrantId: () => this.newId<GrantId>(), nextAllowanceAt });

  async newProject(): Promise<ProjectId> {
    const id = this.newId<ProjectId>();
    await this.pool.query('insert into projects (id, workspace_id, name, created_at) values ($1, $2, $3, now())', [
      id,
      this.workspaceId,
      'Necklace spring',
    ]);
    return id;
  }

  charge(projectId: ProjectId, credits: number, rest: Partial<ChargePosting> = {}): ChargePosting {
    return {
      ...this.#base(projectId),
      key: keyed(this.newId()),
      type: 'charge',
      actionId: this.newId(),
      actionKind: 'PROMPT',
      credits,
      maxCredits: null,
      keyId: rest.capKeyId ?? null,
      capKeyId: null,
      ...rest,
    };
  }

  grant(projectId: ProjectId, credits: number, rest: Partial<GrantPosting> = {}): GrantPosting {
    const grantId = this.newId<GrantId>();
    const base = { ...this.#base(projectId), key: keyed(this.newId()) };
    return { ...base, type: 'grant', grantId, credits, source: 'MANUAL', priority: 50, expiresAt: null, ...rest };
  }

  refund(projectId: ProjectId, chargeSequence: number, rest: Partial<RefundPosting> = {}): RefundPosting {
    return { ...this.#base(projectId), type: 'refund', chargeSequence, mayExceedLimit: true, ...rest };
  }

  revoke(projectId: ProjectId, grantId: GrantId, rest: Partial<RevokePosting> = {}): RevokePosting {
    return { ...this.#base(projectId), key: keyed(this.newId()), type: 'revoke', grantId, credits: null, ...rest };
  }

  transfer(projectId: ProjectId, toProjectId: ProjectId, credits: number, rest: Partial<TransferPosting> = {}) {
    const key = keyed(this.newId());
    return { ...this.#base(projectId), key, type: 'transfer' as const, toProjectId, credits, ...rest };
  }

  allowance(projectId: ProjectId, terms: AllowanceTerms | null): AllowancePosting {
    return { ...this.#base(projectId), type: 'allowance', terms };
  }

  settle(projectId: ProjectId): Posting {
    return { ...this.#base(projectId), type: 'settle' };
  }

  #base(projectId: ProjectId) {
    return { projectId, workspaceId: this.workspaceId, actor: 'tester', note: null, key: null };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#ledgers, ...this.#stores].map((open) => open.close()));
    await this.pool.end();
    await this.#database.close();
  }
}

export function alone(posting: Posting, attachment: Attachment | null = null): Submission {
  return { posting, attachment };
}

/** Applies until each posting has its outcome, as group commit does. */
export async function applyAll(store: LedgerStore, submissions: readonly Submission[]): Promise<Outcome[]> {
  const outcomes = new Map<Submission, Outcome>();
  for (let left = submissions; left.length > 0; left = left.filter((submission) => !outcomes.has(submission))) {
    const applied = await store.apply(left);
    left.forEach((submission, place) => {
      const outcome = applied.outcomes[place];
      if (outcome) outcomes.set(submission, outcome);
    });
  }
  return submissions.flatMap((submission) => outcomes.get(submission) ?? []);
}

/** What a request looks like in every test: the hash is a stand-in for that of some input. */
export function keyed(value: string, input = 'a'): { value: string; requestHash: string } {
  return { value, requestHash: Buffer.from(input.padEnd(32, '.')).toString('hex') };
}
