import { nextAllowanceAt } from '../../src/allowances/next-allowance-at.ts';
import type { GrantId } from '../../src/ids.ts';
import type { Instant } from '../../src/instant.ts';
import type { Account } from '../../src/ledger/kernel/account.ts';
import type { Change } from '../../src/ledger/kernel/change.ts';
import { decide, type Decision } from '../../src/ledger/kernel/decide.ts';
import type { LedgerEntry } from '../../src/ledger/kernel/entry.ts';
import type { Grant, GrantSource } from '../../src/ledger/kernel/grant.ts';
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
import type { DecisionContext } from '../../src/ledger/kernel/decision-context.ts';
import { firstPartDue } from '../../src/ledger/kernel/settle-due.ts';
import type { UsageChange } from '../../src/ledger/kernel/usage.ts';
import { id } from './ids.ts';

export const PROJECT = id('project', 1);
export const OTHER_PROJECT = id('project', 2);
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
  #grantIds: number;

  /** `grantIds`: above which the grants are numbered that the ledger itself makes. */
  constructor(account: Partial<Account> = {}, grantIds = 1000) {
    this.#grantIds = grantIds;
    this.account = {
      projectId: PROJECT,
      workspaceId: WORKSPACE,
      balance: 0,
      sequence: 0,
      lastEntryAt: null,
      archivedAt: null,
      allowance: null,
      grants: [],
      ...account,
    };
  }

  readonly newGrantId = (): GrantId => {
    this.#grantIds += 1;
    return id('grant', this.#grantIds);
  };

  /** `receiver` is the other account of a transfer. */
  post(posting: Posting, { preconditionHolds = true, receiver = new MemoryLedger() } = {}): Decision {
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
      grant: posting.type === 'revoke' ? (this.grants.get(posting.grantId) ?? null) : null,
      receiver: posting.type === 'transfer' ? receiver.account : null,
    };
    const decision = decide(this.account, posting, memory, this.#context());
    if (decision.status === 'accepted') {
      this.#keep(decision.change);
      if (decision.change.receiver) receiver.#keep(decision.change.receiver);
    }
    return decision;
  }

  /** Settles in parts of at most the given number of expiries and instants, until one part holds the rest. */
  settleInParts(max: number): void {
    for (let part = firstPartDue(this.account, this.#context(), max); part !== null;) {
      this.#keep(part);
      part = firstPartDue(this.account, this.#context(), max);
    }
  }

  #context(): DecisionContext {
    return { now: this.now, newGrantId: this.newGrantId, nextAllowanceAt };
  }

  #keep(change: Change): void {
    this.account = change.account;
    this.entries.push(...change.entries);
    for (const changed of change.grants) this.grants.set(changed.id, changed);
    this.usage.push(...change.usage);
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
    maxCredits: null,
    keyId: null,
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
  return { ...base, type: 'refund', chargeSequence, mayExceedLimit: true, ...rest };
}

export function revoke(number: number, rest: Partial<RevokePosting> = {}): RevokePosting {
  return { ...base, type: 'revoke', grantId: id('grant', number), credits: null, ...rest };
}

/** From the first project to the second. */
export function transfer(credits: number, rest: Partial<TransferPosting> = {}): TransferPosting {
  return { ...base, type: 'transfer', toProjectId: OTHER_PROJECT, credits, ...rest };
}

/** 10 credits a day in UTC, from now on, unless said. */
export function allowance(rest: Partial<AllowanceTerms> | null = {}): AllowancePosting {
  return { ...base, type: 'allowance', terms: rest && { ...DAILY, ...rest } };
}

export const DAILY: AllowanceTerms = {
  credits: 10,
  every: 'DAY',
  rollover: false,
  rolloverCap: null,
  timeZone: 'UTC',
  startAt: null,
};

export const settle: Posting = { ...base, type: 'settle' };
