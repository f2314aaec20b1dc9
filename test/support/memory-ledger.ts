import type { GrantId } from '../../src/ids.ts';
import type { Instant } from '../../src/instant.ts';
import type { Account } from '../../src/ledger/kernel/account.ts';
import { decide, type Decision } from '../../src/ledger/kernel/decide.ts';
import type { LedgerEntry } from '../../src/ledger/kernel/entry.ts';
import type { Grant, GrantSource } from '../../src/ledger/kernel/grant.ts';
import type { ChargePosting, GrantPosting, Posting, RefundPosting } from '../../src/ledger/kernel/posting.ts';
import type { UsageChange } from '../../src/ledger/kernel/usage.ts';
import { id } from './ids.ts';

export const PROJECT = id('project', 1);
export const WORKSPACE = id('workspace', 1);
export const NOON = Date.UTC(2026, 10, 22, 12);
export const HASH = 'ab'.repeat(32);

/** The kernel over plain memory: what it decides is kept, and handed back with the next posting. */
export class MemoryLedger {
  account: Account;
  now: Instant = NOON;
  readonly entries: LedgerEntry[] = [];
  readonly grants = new Map<GrantId, Grant>();
  readonly usage: UsageChange[] = [];
  #grantIds = 1000;

  constructor(account: Partial<Account> = {}) {
    this.account = {
      projectId: PROJECT,
      workspaceId: WORKSPACE,
      balance: 0,
      sequence: 0,
      lastEntryAt: null,
      archivedAt: null,
      grants: [],
      ...account,
    };
  }

  readonly newGrantId = (): GrantId => {
    this.#grantIds += 1;
    return id('grant', this.#grantIds);
  };

  post(posting: Posting, { preconditionHolds = true } = {}): Decision {
    const refunded =
      posting.type === 'refund'
        ? this.entries.find((entry) => entry.kind === 'CHARGE' && entry.sequence === posting.chargeSequence)
        : undefined;
    const memory = {
      earlier: this.entries.find((entry) => entry.key !== null && entry.key.value === posting.key?.value) ?? null,
      charge: refunded ? { entry: refunded, drawnGrants: this.grants, cap: null } : null,
      refund: this.entries.find((entry) => refunded !== undefined && entry.refundOf === refunded.sequence) ?? null,
      preconditionHolds,
      cap: null,
    };
    const decision = decide(this.account, posting, memory, { now: this.now, newGrantId: this.newGrantId });
    if (decision.status === 'accepted') {
      this.account = decision.change.account;
      this.entries.push(...decision.change.entries);
      for (const changed of decision.change.grants) this.grants.set(changed.id, changed);
      this.usage.push(...decision.change.usage);
    }
    return decision;
  }

  get lastEntry(): LedgerEntry {
    const entry = this.entries.at(-1);
    if (!entry) throw new Error('the ledger has no line yet');
    return entry;
  }
}

const base = { projectId: PROJECT, workspaceId: WORKSPACE, actor: 'tester', note: null, key: null };

export function charge(number: number, credits: number, rest: Partial<ChargePosting> = {}): ChargePosting {
  return {
    ...base,
    type: 'charge',
    actionId: id('action', number),
    actionKind: 'PROMPT',
    credits,
    capKeyId: null,
    ...rest,
  };
}

export function grant(number: number, credits: number, rest: Partial<GrantPosting> = {}): GrantPosting {
  const source: GrantSource = 'MANUAL';
  return {
    ...base,
    type: 'grant',
    grantId: id('grant', number),
    credits,
    source,
    priority: 50,
    expiresAt: null,
    ...rest,
  };
}

export function refund(chargeSequence: number, rest: Partial<RefundPosting> = {}): RefundPosting {
  return { ...base, type: 'refund', chargeSequence, ...rest };
}

export const settle: Posting = { ...base, type: 'settle' };
