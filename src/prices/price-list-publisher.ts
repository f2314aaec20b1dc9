import { z } from 'zod';
import {
  type Administrator,
  type AuditAct,
  type AuditChange,
  newAuditEntries,
  writeAuditEntry,
} from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import type { Prisma } from '../database/generated/prisma/client.ts';
import { lockWorkspace } from '../database/workspace-lock.ts';
import { WorkspaceTurns } from '../database/workspace-turns.ts';
import type { NewId, WorkspaceId } from '../ids.ts';
import { checkInput, invalid, NotFoundError } from '../input/invalid-input.ts';
import { integerInput } from '../input/rules.ts';
import type { Instant } from '../instant.ts';
import type { ActionKind } from '../ledger/kernel/entry.ts';
import type { PriceList, Prices } from './price-list.ts';
import type { PriceLists } from './price-lists.ts';
import { PUBLISHED_ACTIONS } from './published-actions.ts';

/** A request to publish prices, not yet validated. */
export interface PublishRequest {
  /** Null or absent: from now on. */
  readonly effectiveAt?: Instant | null;
  readonly prices: readonly { readonly kind: ActionKind; readonly credits: number }[];
}

export type Withdrawal =
  | { readonly status: 'withdrawn'; readonly priceList: PriceList }
  /** Actions may have been charged under it. */
  | { readonly status: 'in-force'; readonly priceList: PriceList };

/**
 * A list can be withdrawn until this long before it takes effect. The clock is read before and after the write, so this
 * margin covers the commit and the difference between clocks: no action is charged under a withdrawn list.
 */
const WITHDRAWN_BEFORE_MS = 1_000; // 1 second

const rules = z.object({
  prices: z.array(z.object({ kind: z.custom<ActionKind>(), credits: integerInput(0, 1_000_000, 'credits') })),
});

export interface PublisherDependencies {
  readonly database: Database;
  readonly priceLists: PriceLists;
  readonly newId: NewId;
  readonly clock: () => Instant;
}

/** Publishes price lists and withdraws them before they take effect, each with an audit entry. */
export class PriceListPublisher {
  readonly #dependencies: PublisherDependencies;
  readonly #turns = new WorkspaceTurns();

  constructor(dependencies: PublisherDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * If the same prices already apply at that instant, returns their list, so that a repeated call creates one list. Throws
   * InvalidInputError (nothing was written).
   */
  async publish(request: PublishRequest, by: Administrator): Promise<PriceList> {
    const prices = checkPrices(request);
    const { database } = this.#dependencies;
    const version = await this.#turns.run(by.workspaceId, () =>
      database.prisma.$transaction((transaction) => this.#publish(transaction, request, prices, by)),
    );
    return this.#find(by.workspaceId, version);
  }

  /** A repeated call returns the same result. Throws NotFoundError. */
  async withdraw(version: number, by: Administrator): Promise<Withdrawal> {
    const { database } = this.#dependencies;
    const priceList = await this.#find(by.workspaceId, version);
    try {
      await this.#turns.run(by.workspaceId, () =>
        database.prisma.$transaction((transaction) => this.#withdraw(transaction, version, by)),
      );
    } catch (error) {
      if (error instanceof TooLateError) return { status: 'in-force', priceList };
      throw error;
    }
    return { status: 'withdrawn', priceList: await this.#find(by.workspaceId, version) };
  }

  async #publish(
    transaction: Prisma.TransactionClient,
    request: PublishRequest,
    prices: Prices,
    by: Administrator,
  ): Promise<number> {
    await lockWorkspace(transaction, by.workspaceId);
    const { effectiveAt, publishedAt } = await this.#instantsOf(transaction, request, by.workspaceId);
    const before = await transaction.priceList.findFirst({
      where: { workspaceId: by.workspaceId, withdrawnAt: null, effectiveAt: { lte: new Date(effectiveAt) } },
      include: { prices: true },
      orderBy: [{ effectiveAt: 'desc' }, { version: 'desc' }],
    });
    const creditsBefore = new Map(before?.prices.map(({ kind, credits }) => [kind, credits]));
    const isFromNow = effectiveAt === publishedAt;
    const isSaid =
      PUBLISHED_ACTIONS.every(({ kind }) => creditsBefore.get(kind) === prices[kind]) &&
      (isFromNow || before?.effectiveAt.getTime() === effectiveAt);
    if (before && isSaid) return before.version;
    return this.#write(transaction, { ...by, effectiveAt, publishedAt, prices, creditsBefore });
  }

  async #withdraw(transaction: Prisma.TransactionClient, version: number, by: Administrator): Promise<void> {
    const { clock } = this.#dependencies;
    await lockWorkspace(transaction, by.workspaceId);
    const where = { workspaceId_version: { workspaceId: by.workspaceId, version } };
    const { withdrawnAt, effectiveAt } = await transaction.priceList.findUniqueOrThrow({ where });
    if (withdrawnAt !== null) return;
    const refuseTooLate = () => {
      if (clock() > effectiveAt.getTime() - WITHDRAWN_BEFORE_MS) throw new TooLateError();
    };
    refuseTooLate();
    await transaction.priceList.update({ where, data: { withdrawnAt: new Date(clock()) } });
    const changes = [
      { field: 'version', before: null, after: String(version) },
      { field: 'effectiveAt', before: effectiveAt.toISOString(), after: null },
    ];
    await this.#record(transaction, 'PRICE_LIST_WITHDRAWN', by, changes);
    refuseTooLate();
  }

  /** A list published later takes effect later, also if the clock of another process was ahead. */
  async #instantsOf(
    transaction: Prisma.TransactionClient,
    { effectiveAt: asked }: PublishRequest,
    workspaceId: WorkspaceId,
  ): Promise<{ effectiveAt: Instant; publishedAt: Instant }> {
    const now = this.#dependencies.clock();
    if (asked !== null && asked !== undefined && asked < now) {
      throw invalid('effectiveAt', 'must not be in the past: leave it out to publish the prices from now on');
    }
    const isFromPublication = {
      effectiveAt: { equals: this.#dependencies.database.prisma.priceList.fields.publishedAt },
    };
    const { _max: last } = await transaction.priceList.aggregate({
      where: { workspaceId, ...isFromPublication },
      _max: { effectiveAt: true },
    });
    const publishedAt = Math.max(now, last.effectiveAt?.getTime() ?? now);
    return { publishedAt, effectiveAt: Math.max(asked ?? publishedAt, publishedAt) };
  }

  async #write(
    transaction: Prisma.TransactionClient,
    list: Administrator & {
      readonly effectiveAt: Instant;
      readonly publishedAt: Instant;
      readonly prices: Prices;
      readonly creditsBefore: ReadonlyMap<ActionKind, number>;
    },
  ): Promise<number> {
    const { workspaceId, actor, prices, creditsBefore } = list;
    const { _max: newest } = await transaction.priceList.aggregate({ where: { workspaceId }, _max: { version: true } });
    const version = (newest.version ?? 0) + 1;
    const effectiveAt = new Date(list.effectiveAt);
    await transaction.priceList.create({
      data: {
        workspaceId,
        version,
        effectiveAt,
        publishedAt: new Date(list.publishedAt),
        publishedBy: actor,
        prices: { createMany: { data: PUBLISHED_ACTIONS.map(({ kind }) => ({ kind, credits: prices[kind] })) } },
      },
    });
    const changes = [
      { field: 'version', before: null, after: String(version) },
      { field: 'effectiveAt', before: null, after: effectiveAt.toISOString() },
      ...PUBLISHED_ACTIONS.map(({ kind }) => ({
        field: kind,
        before: creditsBefore.get(kind)?.toString() ?? null,
        after: String(prices[kind]),
      })),
    ];
    await this.#record(transaction, 'PRICE_LIST_PUBLISHED', list, changes);
    return version;
  }

  /** A list has no id, so the audit entry names the workspace and the version. */
  #record(
    transaction: Prisma.TransactionClient,
    act: AuditAct,
    { workspaceId, actor }: Administrator,
    changes: readonly AuditChange[],
  ): Promise<void> {
    const { newId, clock } = this.#dependencies;
    const done = { act, projectId: null, subjectId: workspaceId, changes };
    return writeAuditEntry(transaction, newAuditEntries(newId, clock)({ workspaceId, actor }, done));
  }

  async #find(workspaceId: WorkspaceId, version: number): Promise<PriceList> {
    const list = await this.#dependencies.priceLists.find(workspaceId, version);
    if (!list) throw new NotFoundError('version', 'price list');
    return list;
  }
}

/** Rolls back a withdrawal that is too late. */
class TooLateError extends Error {
  override readonly name = 'TooLateError';
}

/** Requires all four kinds, each once. */
function checkPrices(request: PublishRequest): Prices {
  const { prices } = checkInput(rules, request);
  const credits = (kind: ActionKind): number => {
    const [first, ...more] = prices.filter((price) => price.kind === kind);
    if (!first || more.length > 0) {
      throw invalid(
        'prices',
        `must name each of the four kinds once; ${kind} is ${first ? 'there more than once' : 'missing'}`,
      );
    }
    return first.credits;
  };
  return {
    PROMPT: credits('PROMPT'),
    PROMPT_EDIT: credits('PROMPT_EDIT'),
    BACKGROUND: credits('BACKGROUND'),
    EXPAND: credits('EXPAND'),
  };
}
