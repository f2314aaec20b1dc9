/**
 * Postings that need no round trip of their own for reading: their accounts are remembered, and nothing else bears on the
 * decision. They are decided before anything is sent, then sent with a guard in front that locks the projects and lets
 * the transaction fail where one of them is no longer what was remembered. Idempotency keys are not looked up either: one
 * that was used before meets the unique index. Only what is accepted goes this way; a refusal or a replay is told
 * upon what has been read. A precondition is asserted: where it does not hold, all of them are read.
 */
import { overRows } from '../../database/over-rows.ts';
import type { Statement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';
import type { Moment } from '../kernel/moment.ts';
import { Batch } from './batch.ts';
import type { Loaded } from './load.ts';
import type { RememberedAccounts, SeenAccount } from './remembered-accounts.ts';
import type { Outcome, Submission } from './submission.ts';

/** Postings that are all accepted, and what they come to. */
export interface Recalled {
  readonly accounts: readonly SeenAccount[];
  readonly batch: Batch;
  readonly outcomes: ReadonlyMap<Submission, Outcome>;
}

/** Decides those projects' postings that can be decided upon what is remembered; null where there are none. */
export function decideRecalled(
  submissions: readonly Submission[],
  remembered: RememberedAccounts,
  moment: Moment,
): Recalled | null {
  const byProject = Map.groupBy(submissions, ({ posting }) => posting.projectId);
  for (const [id, own] of byProject) if (!own.every(needsOnlyAccount)) byProject.delete(id);
  // What a transfer brings may be spent by what follows it in the batch: they keep their order.
  for (const { posting } of submissions) if (posting.type === 'transfer') byProject.delete(posting.toProjectId);
  for (;;) {
    const accounts = [...byProject.keys()].flatMap((id) => remembered.recall(id) ?? []);
    if (accounts.length === 0) return null;
    const batch = new Batch(loadedFrom(accounts));
    const outcomes = new Map<Submission, Outcome>();
    const notAccepted = new Set<ProjectId>();
    for (const { project } of accounts) {
      for (const submission of byProject.get(project.id) ?? []) {
        const outcome = batch.decide(submission, moment);
        outcomes.set(submission, outcome);
        if (outcome.status !== 'accepted') notAccepted.add(project.id);
      }
    }
    if (notAccepted.size === 0) return { accounts, batch, outcomes };
    for (const id of notAccepted) byProject.delete(id);
  }
}

/** Whether the account alone decides a posting whose key is new: no cap, charge or precondition must be read. */
function needsOnlyAccount({ posting, attachment }: Submission): boolean {
  const mustBeRead = attachment?.writer.precondition !== undefined && attachment.writer.assertion === undefined;
  if (posting.key === null || mustBeRead) return false;
  return posting.type === 'grant' || (posting.type === 'charge' && posting.capKeyId === null);
}

function loadedFrom(accounts: readonly SeenAccount[]): Loaded {
  return {
    projects: new Map(accounts.map(({ project }) => [project.id, project])),
    liveGrants: new Map(accounts.map(({ project, grants }) => [project.id, grants])),
    entriesByKey: new Map(),
    charges: new Map(),
    refunds: new Map(),
    drawnGrants: [],
    revocable: new Map(),
    caps: new Map(),
    failedPreconditions: new Set(),
  };
}

const guardOver = overRows<SeenAccount>(
  'ledger_guard',
  { id: ['uuid', ({ project }) => project.id], version: ['xid', ({ version }) => version] },
  (rows) => `select case when count(*) = $3::int then null else refuse_stale_accounts() end
    from ${rows} seen
    cross join lateral (
      select from projects p where p.id = seen.id and p.xmin = seen.version for no key update
    ) held`,
);

/** What fails where a batch was decided upon something that is no longer so. */
export function guards({ accounts, batch }: Recalled): Statement[] {
  const assertions = [...batch.attached].flatMap(
    ([writer, accepted]) => writer.assertion?.(accepted.map(({ row }) => row)) ?? [],
  );
  return [guard(accounts), ...assertions];
}

/** Locks the projects one by one, in the order of their ids; fails where one has been written to since it was seen. */
function guard(accounts: readonly SeenAccount[]): Statement {
  const statement = guardOver(accounts.toSorted((a, b) => (a.project.id < b.project.id ? -1 : 1)));
  return { ...statement, values: [...statement.values, accounts.length] };
}
