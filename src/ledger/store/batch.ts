/**
 * Decides the postings of one batch in their order, each upon what the ones before it left behind, and collects what is
 * to be written. Twins inside the batch meet here: the second finds the first's line under their key.
 */
import type { ApiKeyId, GrantId, ProjectId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import { type Account, nextExpiryAt } from '../kernel/account.ts';
import type { Cap } from '../kernel/cap.ts';
import type { Change } from '../kernel/change.ts';
import { decide, type Decision, type Memory } from '../kernel/decide.ts';
import type { Moment } from '../kernel/moment.ts';
import type { LedgerEntry } from '../kernel/entry.ts';
import type { Grant } from '../kernel/grant.ts';
import type { Posting } from '../kernel/posting.ts';
import type { RefundableCharge } from '../kernel/decide-refund.ts';
import type { UsageChange } from '../kernel/usage.ts';
import { nextDueAt, type Project } from '../project.ts';
import type { Attachment, Writer } from './attachment.ts';
import { keyOf, type Loaded, positionKey } from './load.ts';
import type { Outcome, ProjectCommit, Submission } from './submission.ts';

export class Batch {
  readonly #loaded: Loaded;
  readonly #accounts = new Map<ProjectId, Account>();
  readonly #grants = new Map<GrantId, Grant>();
  readonly #entriesByKey: Map<string, LedgerEntry>;
  readonly #refunds: Map<string, LedgerEntry>;
  readonly #recovered = new Set<ProjectId>();
  readonly #touched = new Set<ProjectId>();
  /** Until something more is decided. */
  #commits: ProjectCommit[] | null = null;

  readonly entries: LedgerEntry[] = [];
  /** In their last state, with the project each belongs to. */
  readonly changedGrants = new Map<GrantId, { readonly projectId: ProjectId; readonly grant: Grant }>();
  readonly madeGrants = new Set<GrantId>();
  readonly movedCaps = new Map<ApiKeyId, Cap>();
  readonly usage: { readonly projectId: ProjectId; readonly change: UsageChange }[] = [];
  readonly attached = new Map<Writer<unknown>, { readonly row: unknown; readonly entry: LedgerEntry }[]>();
  readonly attachedLineless = new Map<Writer<unknown>, unknown[]>();

  constructor(loaded: Loaded) {
    this.#loaded = loaded;
    this.#entriesByKey = new Map(loaded.entriesByKey);
    this.#refunds = new Map(loaded.refunds);
    for (const grant of loaded.drawnGrants) this.#grants.set(grant.id, grant);
    for (const [id, project] of loaded.projects) {
      const grants = loaded.liveGrants.get(id) ?? [];
      for (const grant of grants) this.#grants.set(grant.id, grant);
      this.#accounts.set(id, accountOf(project, grants));
    }
  }

  /** The outcomes of neighbours: of a group, or of one posting. */
  decideGroup(group: readonly Submission[], moment: Moment): Outcome[] {
    const refused = group.length > 1 ? this.#firstRefusal(group, moment) : null;
    if (refused === null) return group.map((submission) => this.decide(submission, moment));
    return group.map((submission) => {
      if (submission === refused.submission) return refused.decision;
      const { posting } = submission;
      const decision = decide(this.#accountOf(posting), posting, this.#memoryOf(submission), moment);
      const isOfItself = decision.status === 'replayed' || isConflict(decision);
      return isOfItself
        ? this.#unwritten(decision, posting)
        : { status: 'refused', refusal: { reason: 'group-refused' } };
    });
  }

  decide(submission: Submission, moment: Moment): Outcome {
    const { posting, attachment } = submission;
    const decision = decide(this.#accountOf(posting), posting, this.#memoryOf(submission), moment);
    if (decision.status !== 'accepted') return this.#unwritten(decision, posting);
    this.#keep(decision.change);
    if (attachment && decision.isEffective) this.#attach(attachment, decision.entry);
    return this.#accepted(posting, decision.entry, decision.change.receiver);
  }

  /** Of which anything is to be written, as they are after the last posting. */
  touched(): readonly Project[] {
    return [...this.#touched].map((id) => this.#projectNow(id));
  }

  /** Their new lines with them; one without a line may have another instant at which something is due. */
  commits(): readonly ProjectCommit[] {
    if (this.#commits) return this.#commits;
    const lines = Map.groupBy(this.entries, (entry) => entry.projectId);
    this.#commits = this.touched().map((project) => ({ project, entries: lines.get(project.id) ?? [] }));
    return this.#commits;
  }

  /** The projects whose lines an earlier commit wrote without its answer having arrived. */
  recoveries(): ProjectCommit[] {
    return [...this.#recovered].map((id) => ({ project: this.#projectNow(id), entries: [] }));
  }

  /** The accounts of which anything is to be written, as they are after the last posting. */
  changedAccounts(): { readonly project: Project; readonly grants: readonly Grant[] }[] {
    return this.touched().map((project) => ({ project, grants: this.#accounts.get(project.id)?.grants ?? [] }));
  }

  /** The projects of which something is next due at another instant than before, where anything is. */
  movedDueTimes(): { readonly projectId: ProjectId; readonly at: Instant }[] {
    return this.touched().flatMap((project) => {
      const before = this.#loaded.projects.get(project.id);
      const at = nextDueAt(project);
      return at === null || (before && at === nextDueAt(before)) ? [] : [{ projectId: project.id, at }];
    });
  }

  /** The projects whose allowance has been set, ended, or has moved on. */
  movedAllowances(): Project[] {
    return this.touched().filter((project) => this.#loaded.projects.get(project.id)?.allowance !== project.allowance);
  }

  /** What the first posting is refused for that would be, each decided upon what the ones before it would leave behind. */
  #firstRefusal(group: readonly Submission[], moment: Moment): RefusedSubmission | null {
    const keys = new Map<string, LedgerEntry>();
    let account = group[0] ? this.#accountOf(group[0].posting) : null;
    let moved: Cap | null = null;
    for (const submission of group) {
      const { posting } = submission;
      const memory = this.#memoryOf(submission);
      const earlier = memory.earlier ?? keys.get(posting.key?.value ?? '') ?? null;
      const decision = decide(account, posting, { ...memory, earlier, cap: moved ?? memory.cap }, moment);
      if (decision.status === 'refused') return { submission, decision };
      if (decision.status === 'replayed') continue;
      account = decision.change.account;
      moved = decision.change.cap ?? moved;
      if (decision.entry?.key) keys.set(decision.entry.key.value, decision.entry);
    }
    return null;
  }

  #accountOf({ projectId }: Posting): Account | null {
    return this.#accounts.get(projectId) ?? null;
  }

  #unwritten(decision: Exclude<Decision, { status: 'accepted' }>, posting: Posting): Outcome {
    if (decision.status === 'refused') return decision;
    if (!decision.ownWork) return { status: 'replayed', entry: decision.entry };
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
    if (!writer.lineless) throw new Error(`the writer "${writer.name}" needs a line, and the posting wrote none`);
    pushTo(this.attachedLineless, writer, row);
  }

  #memoryOf({ posting, attachment }: Submission): Memory {
    const preconditionHolds = attachment === null || !this.#loaded.failedPreconditions.has(attachment);
    const earlier = posting.key ? this.#entriesByKey.get(keyOf(posting.projectId, posting.key.value)) : undefined;
    const memory = { ...NOTHING_KNOWN, earlier: earlier ?? null, preconditionHolds };
    switch (posting.type) {
      case 'charge':
        return { ...memory, cap: this.#capOf(posting.capKeyId) };
      case 'refund': {
        const position = positionKey(posting.projectId, posting.chargeSequence);
        const charge = this.#refundable(this.#loaded.charges.get(position));
        return { ...memory, charge, refund: this.#refunds.get(position) ?? null };
      }
      case 'revoke':
        return { ...memory, grant: this.#grantOf(posting.projectId, posting.grantId) };
      case 'transfer':
        return { ...memory, receiver: this.#accounts.get(posting.toProjectId) ?? null };
      case 'grant':
      case 'allowance':
      case 'settle':
        return memory;
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
    return keyId === null ? null : (this.movedCaps.get(keyId) ?? this.#loaded.caps.get(keyId) ?? null);
  }

  #keep(change: Change): void {
    const { projectId, allowance } = change.account;
    this.#commits = null;
    const hasMovedOn = allowance !== this.#accounts.get(projectId)?.allowance;
    if (change.entries.length > 0 || change.grants.length > 0 || hasMovedOn) this.#touched.add(projectId);
    this.#accounts.set(projectId, change.account);
    for (const entry of change.entries) {
      this.entries.push(entry);
      if (entry.key) this.#entriesByKey.set(keyOf(projectId, entry.key.value), entry);
      if (entry.refundOf !== null) this.#refunds.set(positionKey(projectId, entry.refundOf), entry);
    }
    for (const grant of change.grants) {
      if (!this.#grants.has(grant.id)) this.madeGrants.add(grant.id);
      this.#grants.set(grant.id, grant);
      this.changedGrants.set(grant.id, { projectId, grant });
    }
    if (change.cap) this.movedCaps.set(change.cap.keyId, change.cap);
    for (const usage of change.usage) this.usage.push({ projectId, change: usage });
    if (change.receiver) this.#keep(change.receiver);
  }

  #projectNow(projectId: ProjectId): Project {
    const project = this.#loaded.projects.get(projectId);
    const account = this.#accounts.get(projectId);
    if (!project || !account) throw new Error(`project ${projectId} was decided upon without having been loaded`);
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

const NOTHING_KNOWN = { cap: null, charge: null, refund: null, grant: null, receiver: null };

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
