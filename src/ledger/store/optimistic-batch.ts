/**
 * Optimistic concurrency control: postings that depend on nothing but cached accounts are decided without reading. Their
 * transaction begins with a guard that locks the projects and fails if the version of one differs from the cache.
 * Idempotency keys are not looked up: a used key violates the unique index. Preconditions are asserted. Where any of these
 * fails, and for every refusal or replay, the postings are read under the lock and decided again.
 */
import { overRows } from '../../database/over-rows.ts';
import type { Statement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';
import type { DecisionContext } from '../kernel/decision-context.ts';
import { Batch } from './batch.ts';
import type { Loaded } from './load.ts';
import type { AccountCache, CachedAccount } from './account-cache.ts';
import type { Outcome, Submission } from './submission.ts';

/** Accepted postings, and the batch that they form. */
export interface OptimisticBatch {
  readonly accounts: readonly CachedAccount[];
  readonly batch: Batch;
  readonly outcomes: ReadonlyMap<Submission, Outcome>;
}

/** Decides the postings of the projects whose cached accounts suffice; null where there are none. */
export function decideOptimistically(
  submissions: readonly Submission[],
  cache: AccountCache,
  context: DecisionContext,
): OptimisticBatch | null {
  const byProject = Map.groupBy(submissions, ({ posting }) => posting.projectId);
  for (const [id, own] of byProject) if (!own.every(needsOnlyAccount)) byProject.delete(id);
  // Postings that follow a transfer to their project may spend its credits, so they stay behind it.
  for (const { posting } of submissions) if (posting.type === 'transfer') byProject.delete(posting.toProjectId);
  for (;;) {
    const accounts = [...byProject.keys()].flatMap((id) => cache.get(id) ?? []);
    if (accounts.length === 0) return null;
    const batch = new Batch(loadedFrom(accounts));
    const outcomes = new Map<Submission, Outcome>();
    const notAccepted = new Set<ProjectId>();
    for (const { project } of accounts) {
      for (const submission of byProject.get(project.id) ?? []) {
        const outcome = batch.decide(submission, context);
        if (outcome?.status === 'accepted') outcomes.set(submission, outcome);
        else notAccepted.add(project.id);
      }
    }
    if (notAccepted.size === 0) return { accounts, batch, outcomes };
    for (const id of notAccepted) byProject.delete(id);
  }
}

/** Whether a posting with a new key depends on its account only: no cap, charge or precondition must be read. */
function needsOnlyAccount({ posting, attachment }: Submission): boolean {
  const mustBeRead = attachment?.writer.precondition !== undefined && attachment.writer.assertion === undefined;
  if (posting.key === null || mustBeRead) return false;
  return posting.type === 'grant' || (posting.type === 'charge' && posting.capKeyId === null);
}

function loadedFrom(accounts: readonly CachedAccount[]): Loaded {
  return {
    projects: new Map(accounts.map(({ project }) => [project.id, project])),
    chains: new Map(accounts.map(({ project, chain }) => [project.id, chain])),
    liveGrants: new Map(accounts.map(({ project, grants }) => [project.id, grants])),
    accountsInPart: new Set(),
    entriesByKey: new Map(),
    charges: new Map(),
    refunds: new Map(),
    namedGrants: new Map(),
    revocable: new Map(),
    caps: new Map(),
    failedPreconditions: new Set(),
  };
}

const guardOver = overRows<CachedAccount>(
  'ledger_guard',
  { id: ['uuid', ({ project }) => project.id], version: ['xid', ({ version }) => version] },
  (rows) => `select case when count(*) = $3::int then null else refuse_stale_accounts() end
    from ${rows} seen
    cross join lateral (
      select from projects p where p.id = seen.id and p.xmin = seen.version for no key update
    ) held`,
);

/** Statements that fail if the batch was decided on stale data. */
export function guards({ accounts, batch }: OptimisticBatch): Statement[] {
  const assertions = [...batch.attached].flatMap(
    ([writer, accepted]) => writer.assertion?.(accepted.map(({ row }) => row)) ?? [],
  );
  return [guard(accounts), ...assertions];
}

/** Locks the projects one by one, in the order of their ids; fails if the version of one has changed. */
function guard(accounts: readonly CachedAccount[]): Statement {
  const statement = guardOver(accounts.toSorted((a, b) => (a.project.id < b.project.id ? -1 : 1)));
  return { ...statement, values: [...statement.values, accounts.length] };
}
