/**
 * Decides the postings of one batch in order, each on the state that the previous ones left, and collects the changes to
 * write. Of two postings with the same key in one batch, the second finds the entry of the first here.
 */
import type { ApiKeyId, GrantId, ProjectId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import { chain, CHAIN_START, type Chained, type ChainEnd } from '../chain/chain.ts';
import { type Account, nextExpiryAt } from '../kernel/account.ts';
import type { Cap } from '../kernel/cap.ts';
import type { Change } from '../kernel/change.ts';
import { decide, type Decision, type DecisionInput } from '../kernel/decide.ts';
import type { DecisionContext } from '../kernel/decision-context.ts';
import type { LedgerEntry } from '../kernel/entry.ts';
import type { Grant } from '../kernel/grant.ts';
import type { Posting } from '../kernel/posting.ts';
import type { RefundableCharge } from '../kernel/decide-refund.ts';
import { firstPartDue } from '../kernel/settle-due.ts';
import type { UsageChange } from '../kernel/usage.ts';
import { nextDueAt, type Project } from '../project.ts';
import type { Attachment, Writer } from './attachment.ts';
import { keyOf, type Loaded, positionKey, projectsOf } from './load.ts';
import type { Outcome, ProjectCommit, Submission } from './submission.ts';

export class Batch {
  readonly #loaded: Loaded;
  readonly #accounts = new Map<ProjectId, Account>();
  readonly #grants = new Map<GrantId, Grant>();
  readonly #entriesByKey: Map<string, LedgerEntry>;
  readonly #refunds: Map<string, LedgerEntry>;
  readonly #recovered = new Set<ProjectId>();
  readonly #changed = new Set<ProjectId>();
  /** Projects with more due than one transaction writes: this batch settles a first part only. Includes their transfer partners. */
  readonly #settledInPart = new Set<ProjectId>();
  /** Cached until the next decision. */
  #changedProjects: Project[] | null = null;
  #commits: ProjectCommit[] | null = null;
  #chained: Chained | null = null;

  readonly entries: LedgerEntry[] = [];
  /** In their final state, with their projects. */
  readonly changedGrants = new Map<GrantId, { readonly projectId: ProjectId; readonly grant: Grant }>();
  readonly newGrants = new Set<GrantId>();
  readonly changedCaps = new Map<ApiKeyId, Cap>();
  readonly usage: { readonly projectId: ProjectId; readonly change: UsageChange }[] = [];
  readonly attached = new Map<Writer<unknown>, { readonly row: unknown; readonly entry: LedgerEntry }[]>();
  readonly attachedWithoutEntry = new Map<Writer<unknown>, unknown[]>();

  constructor(loaded: Loaded) {
    this.#loaded = loaded;
    this.#entriesByKey = new Map(loaded.entriesByKey);
    this.#refunds = new Map(loaded.refunds);
    for (const grant of [...loaded.namedGrants.values()].flat()) this.#grants.set(grant.id, grant);
    for (const [id, project] of loaded.projects) {
      const grants = loaded.liveGrants.get(id) ?? [];
      for (const grant of grants) this.#grants.set(grant.id, grant);
      this.#accounts.set(id, accountOf(project, grants));
    }
  }

  /** Decides a group, or a single posting. Null: see `decide`. */
  decideGroup(group: readonly Submission[], context: DecisionContext): (Outcome | null)[] {
    const isTried = group.length > 1 && !group.some(({ posting }) => this.#isSettledInPart(posting, context));
    const refused = isTried ? this.#firstRefusal(group, context) : null;
    if (refused === null) return group.map((submission) => this.decide(submission, context));
    return group.map((submission) => {
      if (submission === refused.submission) return refused.decision;
      const { posting } = submission;
      const decision = decide(this.#accountOf(posting), posting, this.#inputOf(submission), context);
      const isOfItself = decision.status === 'replayed' || isConflict(decision);
      return isOfItself
        ? this.#notAccepted(decision, posting)
        : { status: 'refused', refusal: { reason: 'group-refused' } };
    });
  }

  /** Null if more is due in a project of the posting than one transaction writes: the posting must be submitted again. */
  decide(submission: Submission, context: DecisionContext): Outcome | null {
    const { posting, attachment } = submission;
    if (this.#isSettledInPart(posting, context)) return null;
    const decision = decide(this.#accountOf(posting), posting, this.#inputOf(submission), context);
    if (decision.status !== 'accepted') return this.#notAccepted(decision, posting);
    this.#record(decision.change);
    if (attachment && decision.isEffective) this.#attach(attachment, decision.entry);
    return this.#accepted(posting, decision.entry, decision.change.receiver);
  }

  /** The projects to write, in their state after the last posting. */
  changedProjects(): readonly Project[] {
    this.#changedProjects ??= [...this.#changed].map((id) => this.#projectNow(id));
    return this.#changedProjects;
  }

  /** The changed projects with their new entries. A project without an entry may have a new due time. */
  commits(): readonly ProjectCommit[] {
    if (this.#commits) return this.#commits;
    const entries = Map.groupBy(this.entries, (entry) => entry.projectId);
    this.#commits = this.changedProjects().map((project) => ({ project, entries: entries.get(project.id) ?? [] }));
    return this.#commits;
  }

  /** The projects whose entries were written by an earlier commit whose answer was lost. */
  recoveries(): ProjectCommit[] {
    return [...this.#recovered].map((id) => ({ project: this.#projectNow(id), entries: [] }));
  }

  /** The accounts to write, in their state after the last posting. */
  changedAccounts(): { readonly project: Project; readonly grants: readonly Grant[]; readonly chain: ChainEnd }[] {
    const { ends } = this.chained();
    return this.changedProjects().map((project) => ({
      project,
      grants: this.#accounts.get(project.id)?.grants ?? [],
      chain: ends.get(project.id) ?? CHAIN_START,
    }));
  }

  /** The changed accounts of which all live grants were read. */
  wholeAccounts(): ReturnType<Batch['changedAccounts']> {
    return this.changedAccounts().filter(({ project }) => !this.#loaded.accountsInPart.has(project.id));
  }

  /** The hashes of the new entries. */
  chained(): Chained {
    this.#chained ??= chain(this.entries, this.#loaded.chains);
    return this.#chained;
  }

  /** The projects whose next due time changed, except those that no longer have one. */
  changedDueTimes(): { readonly projectId: ProjectId; readonly at: Instant }[] {
    return this.changedProjects().flatMap((project) => {
      const before = this.#loaded.projects.get(project.id);
      const at = nextDueAt(project);
      return at === null || (before && at === nextDueAt(before)) ? [] : [{ projectId: project.id, at }];
    });
  }

  /** The projects whose allowance was set, changed, ended or advanced. */
  changedAllowances(): Project[] {
    return this.changedProjects().filter(
      (project) => this.#loaded.projects.get(project.id)?.allowance !== project.allowance,
    );
  }

  /** The first refusal of a group, found by a trial run that changes nothing. */
  #firstRefusal(group: readonly Submission[], context: DecisionContext): RefusedSubmission | null {
    const keys = new Map<string, LedgerEntry>();
    let account = group[0] ? this.#accountOf(group[0].posting) : null;
    let moved: Cap | null = null;
    for (const submission of group) {
      const { posting } = submission;
      const input = this.#inputOf(submission);
      const earlier = input.earlier ?? keys.get(posting.key?.value ?? '') ?? null;
      const decision = decide(account, posting, { ...input, earlier, cap: moved ?? input.cap }, context);
      if (decision.status === 'refused') return { submission, decision };
      if (decision.status === 'replayed') continue;
      account = decision.change.account;
      moved = decision.change.cap ?? moved;
      if (decision.entry?.key) keys.set(decision.entry.key.value, decision.entry);
    }
    return null;
  }

  /** Later postings of these projects are not decided either, which preserves their order. */
  #isSettledInPart(posting: Posting, context: DecisionContext): boolean {
    const projectIds = projectsOf(posting);
    for (const id of projectIds) {
      const account = this.#settledInPart.has(id) ? null : this.#accounts.get(id);
      const part = account ? firstPartDue(account, context) : null;
      if (part === null) continue;
      this.#record(part);
      this.#settledInPart.add(id);
    }
    if (!projectIds.some((id) => this.#settledInPart.has(id))) return false;
    for (const id of projectIds) this.#settledInPart.add(id);
    return true;
  }

  #accountOf({ projectId }: Posting): Account | null {
    return this.#accounts.get(projectId) ?? null;
  }

  #notAccepted(decision: Exclude<Decision, { status: 'accepted' }>, posting: Posting): Outcome {
    if (decision.status === 'refused') return decision;
    if (!decision.isRecovered) return { status: 'replayed', entry: decision.entry };
    this.#recovered.add(posting.projectId);
    return this.#accepted(posting, decision.entry, null);
  }

  #accepted({ projectId }: Posting, entry: LedgerEntry | null, receiver: Change | null): Outcome {
    const incoming = receiver?.entries.at(-1);
    const received = receiver && incoming && { entry: incoming, project: this.#projectNow(receiver.account.projectId) };
    return { status: 'accepted', entry, project: this.#projectNow(projectId), received: received ?? null };
  }

  #attach({ writer, row }: Attachment, entry: LedgerEntry | null): void {
    if (entry) return pushTo(this.attached, writer, { row, entry });
    if (!writer.statementsWithoutEntry)
      throw new Error(`the writer "${writer.name}" needs an entry, and the posting wrote none`);
    pushTo(this.attachedWithoutEntry, writer, row);
  }

  #inputOf({ posting, attachment }: Submission): DecisionInput {
    const preconditionHolds = attachment === null || !this.#loaded.failedPreconditions.has(attachment);
    const earlier = posting.key ? this.#entriesByKey.get(keyOf(posting.projectId, posting.key.value)) : undefined;
    const input = { ...EMPTY_INPUT, earlier: earlier ?? null, preconditionHolds };
    switch (posting.type) {
      case 'charge':
        return { ...input, cap: this.#capOf(posting.capKeyId) };
      case 'refund': {
        const position = positionKey(posting.projectId, posting.chargeSequence);
        const charge = this.#refundable(this.#loaded.charges.get(position));
        return { ...input, charge, refund: this.#refunds.get(position) ?? null };
      }
      case 'revoke':
        return { ...input, grant: this.#grantOf(posting.projectId, posting.grantId) };
      case 'transfer':
        return { ...input, receiver: this.#accounts.get(posting.toProjectId) ?? null };
      case 'grant':
      case 'allowance':
      case 'settle':
        return input;
    }
  }

  #grantOf(projectId: ProjectId, id: GrantId): Grant | null {
    const ownerId = this.changedGrants.get(id)?.projectId ?? this.#loaded.revocable.get(id);
    return ownerId === projectId ? (this.#grants.get(id) ?? null) : null;
  }

  #refundable(entry: LedgerEntry | undefined): RefundableCharge | null {
    return entry ? { entry, drawnGrants: this.#grants, cap: this.#capOf(entry.keyId) } : null;
  }

  #capOf(keyId: ApiKeyId | null): Cap | null {
    return keyId === null ? null : (this.changedCaps.get(keyId) ?? this.#loaded.caps.get(keyId) ?? null);
  }

  #record(change: Change): void {
    const { projectId, allowance } = change.account;
    this.#changedProjects = null;
    this.#commits = null;
    this.#chained = null;
    const hasMovedOn = allowance !== this.#accounts.get(projectId)?.allowance;
    if (change.entries.length > 0 || change.grants.length > 0 || hasMovedOn) this.#changed.add(projectId);
    this.#accounts.set(projectId, change.account);
    for (const entry of change.entries) {
      this.entries.push(entry);
      if (entry.key) this.#entriesByKey.set(keyOf(projectId, entry.key.value), entry);
      if (entry.refundOf !== null) this.#refunds.set(positionKey(projectId, entry.refundOf), entry);
    }
    for (const grant of change.grants) {
      if (!this.#grants.has(grant.id)) this.newGrants.add(grant.id);
      this.#grants.set(grant.id, grant);
      this.changedGrants.set(grant.id, { projectId, grant });
    }
    if (change.cap) this.changedCaps.set(change.cap.keyId, change.cap);
    for (const usage of change.usage) this.usage.push({ projectId, change: usage });
    if (change.receiver) this.#record(change.receiver);
  }

  #projectNow(projectId: ProjectId): Project {
    const project = this.#loaded.projects.get(projectId);
    const account = this.#accounts.get(projectId);
    if (!project || !account) throw new Error(`project ${projectId} was decided without having been loaded`);
    const { balance, sequence, lastEntryAt, allowance } = account;
    return { ...project, balance, sequence, lastEntryAt, allowance, nextExpiryAt: nextExpiryAt(account) };
  }
}

interface RefusedSubmission {
  readonly submission: Submission;
  readonly decision: Extract<Decision, { status: 'refused' }>;
}

function isConflict(decision: Decision): decision is Extract<Decision, { status: 'refused' }> {
  return decision.status === 'refused' && decision.refusal.reason === 'idempotency-conflict';
}

const EMPTY_INPUT = { cap: null, charge: null, refund: null, grant: null, receiver: null };

function pushTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function accountOf(project: Project, grants: readonly Grant[]): Account {
  return {
    projectId: project.id,
    workspaceId: project.workspaceId,
    balance: project.balance,
    sequence: project.sequence,
    lastEntryAt: project.lastEntryAt,
    archivedAt: project.archivedAt,
    allowance: project.allowance,
    grants,
  };
}
