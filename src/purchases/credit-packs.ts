import { z } from 'zod';
import { type Administrator, newAuditEntries, writeAuditEntry } from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import type { Prisma } from '../database/generated/prisma/client.ts';
import { runStatement } from '../database/statement.ts';
import { lockWorkspace } from '../database/workspace-lock.ts';
import { WorkspaceTurns } from '../database/workspace-turns.ts';
import type { CreditPackId, NewId, WorkspaceId } from '../ids.ts';
import { checkInput } from '../input/invalid-input.ts';
import { text, integerInput } from '../input/rules.ts';
import type { Instant } from '../instant.ts';
import { type CreditPack, PACK_COLUMNS, type PackTerms } from './credit-pack.ts';
import { moneyText } from './money.ts';
import { counted } from '../counted.ts';

export const PACKS_MAX = 20;
export const PACK_CREDITS_MAX = 100_000_000;
export const PACK_MINOR_MAX = 99_999_999; // the most that Stripe takes at once
export const PACK_LIFE_DAYS_MAX = 3_650; // ten years

const CURRENCIES = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));

const rules = z.object({
  packs: z
    .array(
      z.object({
        title: text(100),
        credits: integerInput(1, PACK_CREDITS_MAX, 'credits'),
        minor: integerInput(1, PACK_MINOR_MAX, 'the smallest unit of the currency'),
        currency: z
          .string()
          .refine((code) => CURRENCIES.has(code), 'must be a currency of ISO 4217 in lower case, such as usd'),
        expiresAfterDays: integerInput(1, PACK_LIFE_DAYS_MAX, 'days')
          .nullish()
          .transform((days) => days ?? null),
      }),
    )
    .max(PACKS_MAX, `must be ${PACKS_MAX} packs at the most`),
});

export interface PacksDependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly clock: () => Instant;
}

/** Reads and publishes the credit packs of a workspace, in versions like its price lists. */
export class CreditPacks {
  readonly #dependencies: PacksDependencies;
  readonly #turns = new WorkspaceTurns();

  constructor(dependencies: PacksDependencies) {
    this.#dependencies = dependencies;
  }

  /** The packs that are for sale, in order. */
  forSale(workspaceId: WorkspaceId): Promise<CreditPack[]> {
    return runStatement<CreditPack>(this.#dependencies.database.pool, {
      name: 'packs_for_sale',
      text: `select ${PACK_COLUMNS} from credit_packs k
        where k.workspace_id = $1
          and k.version = (select max(version) from credit_pack_lists l where l.workspace_id = $1)
        order by k.position`,
      values: [workspaceId],
    });
  }

  /** Includes packs that are no longer for sale. */
  findMany(ids: readonly CreditPackId[]): Promise<CreditPack[]> {
    return runStatement<CreditPack>(this.#dependencies.database.pool, {
      name: 'packs_find',
      text: `select ${PACK_COLUMNS} from credit_packs k where k.id = any($1::uuid[])`,
      values: [ids],
    });
  }

  /**
   * Replaces the packs that are for sale. Publishing the same packs in the same order changes nothing.
   * Throws InvalidInputError; nothing was written.
   */
  async publish(packs: readonly unknown[], by: Administrator): Promise<CreditPack[]> {
    const { packs: terms } = checkInput(rules, { packs });
    const { database } = this.#dependencies;
    await this.#turns.run(by.workspaceId, () =>
      database.prisma.$transaction((transaction) => this.#publish(transaction, terms, by)),
    );
    return this.forSale(by.workspaceId);
  }

  async #publish(
    transaction: Prisma.TransactionClient,
    terms: readonly PackTerms[],
    { workspaceId, actor }: Administrator,
  ): Promise<void> {
    const { newId, clock } = this.#dependencies;
    await lockWorkspace(transaction, workspaceId);
    const before = await transaction.creditPackList.findFirst({
      where: { workspaceId },
      include: { packs: { orderBy: { position: 'asc' } } },
      orderBy: { version: 'desc' },
    });
    const packsBefore = before?.packs ?? [];
    if (packsBefore.map(described).join('\n') === terms.map(described).join('\n')) return;
    const version = (before?.version ?? 0) + 1;
    const createdAt = clock();
    await transaction.creditPackList.create({
      data: { workspaceId, version, publishedAt: new Date(createdAt), publishedBy: actor },
    });
    await transaction.creditPack.createMany({
      data: terms.map((pack, position) => ({ ...pack, id: newId<CreditPackId>(), workspaceId, version, position })),
    });
    const changes = [
      { field: 'packs', before: packsBefore.map(described).join(', '), after: terms.map(described).join(', ') },
    ];
    const act = { act: 'CREDIT_PACKS_PUBLISHED', projectId: null, subjectId: workspaceId, changes } as const;
    const entry = newAuditEntries(newId, () => createdAt)({ workspaceId, actor }, act);
    await writeAuditEntry(transaction, entry);
  }
}

function described({ title, credits, minor, currency, expiresAfterDays }: PackTerms): string {
  const life = expiresAfterDays === null ? '' : `, for ${counted(expiresAfterDays, 'day')}`;
  return `${title}: ${counted(credits, 'credit')} at ${moneyText({ minor, currency })} (${currency})${life}`;
}
