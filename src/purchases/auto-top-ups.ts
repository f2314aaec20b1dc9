import { z } from 'zod';
import { type Administrator, madeWith, newAuditEntries, writeAuditEntry } from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import type { CreditPackId, NewId, ProjectId } from '../ids.ts';
import { checkInput, invalid, NotFoundError } from '../input/invalid-input.ts';
import { integerInput } from '../input/rules.ts';
import type { Instant } from '../instant.ts';
import { type AutoTopUp, monthOf, TOP_UP_COLUMNS } from './auto-top-up.ts';
import { billingCustomer } from './billing-customers.ts';
import type { CreditPack } from './credit-pack.ts';
import type { CreditPacks } from './credit-packs.ts';
import { moneyText } from './money.ts';

/** A request to set an automatic top-up. The id has been decoded; the other fields are not yet validated. */
export interface TopUpRequest {
  readonly threshold: number;
  readonly creditPackId: CreditPackId;
  readonly monthlyLimitMinor: number;
}

export interface TopUpsDependencies {
  readonly database: Database;
  readonly packs: CreditPacks;
  readonly newId: NewId;
  readonly clock: () => Instant;
}

export const THRESHOLD_MAX = 1_000_000_000;
export const MONTHLY_LIMIT_MAX = 2_000_000_000;

const rules = z.object({
  autoTopUp: z.object({
    threshold: integerInput(0, THRESHOLD_MAX, 'credits'),
    monthlyLimitMinor: integerInput(1, MONTHLY_LIMIT_MAX, 'the smallest unit of the currency'),
  }),
});

/** Reads and changes the automatic top-ups of projects. */
export class AutoTopUps {
  readonly #dependencies: TopUpsDependencies;

  constructor(dependencies: TopUpsDependencies) {
    this.#dependencies = dependencies;
  }

  async find(projectId: ProjectId): Promise<AutoTopUp | null> {
    const { database, clock } = this.#dependencies;
    const [found] = await runStatement<AutoTopUp>(database.pool, {
      name: 'auto_top_ups_find',
      text: `select ${TOP_UP_COLUMNS} from auto_top_ups a join credit_packs k on k.id = a.credit_pack_id
        where a.project_id = $1`,
      values: [projectId, monthOf(clock()).startsAt],
    });
    return found ?? null;
  }

  /** Null removes the top-up. Setting it again resets its declines and its failure. Throws InvalidInputError; nothing was written. */
  async set(
    projectId: ProjectId,
    request: TopUpRequest | null,
    by: Administrator,
  ): Promise<'set' | 'no payment method'> {
    const { database } = this.#dependencies;
    const terms = request && (await this.#termsOf(request, by));
    const customer = await billingCustomer(database.pool, projectId);
    if (terms && !customer?.paymentMethodId) return 'no payment method';
    const row = terms && {
      threshold: terms.threshold,
      creditPackId: terms.pack.id,
      monthlyLimitMinor: terms.monthlyLimitMinor,
      setBy: by.actor,
    };
    const afresh = {
      state: 'ACTIVE' as const,
      declines: 0,
      failureCode: null,
      failureMessage: null,
      armedAt: null,
      nextAttemptAt: null,
    };
    await database.prisma.$transaction(async (transaction) => {
      const [project] = await transaction.$queryRaw<{ archived: boolean }[]>`
        select archived_at is not null as archived from projects
        where id = ${projectId}::uuid and workspace_id = ${by.workspaceId}::uuid for no key update`;
      if (!project) throw new NotFoundError('projectId', 'project');
      if (project.archived && row) throw invalid('projectId', 'must not be an archived project: it takes no credits');
      if (row) {
        const data = { ...row, ...afresh };
        await transaction.autoTopUp.upsert({ where: { projectId }, create: { projectId, ...data }, update: data });
      } else {
        const { count } = await transaction.autoTopUp.deleteMany({ where: { projectId } });
        if (count === 0) return;
      }
      await writeAuditEntry(transaction, this.#audited(projectId, terms, by));
    });
    return 'set';
  }

  async #termsOf(request: TopUpRequest, { workspaceId }: Administrator): Promise<TopUpTerms> {
    const { threshold, monthlyLimitMinor } = checkInput(rules, { autoTopUp: request }).autoTopUp;
    const forSale = await this.#dependencies.packs.forSale(workspaceId);
    const pack = forSale.find(({ id }) => id === request.creditPackId);
    if (!pack) throw new NotFoundError('creditPackId', 'credit pack for sale');
    if (monthlyLimitMinor < pack.minor) {
      throw invalid('autoTopUp.monthlyLimitMinor', `must cover one pack at least: ${pack.minor} (${moneyText(pack)})`);
    }
    return { threshold, monthlyLimitMinor, pack };
  }

  #audited(projectId: ProjectId, terms: TopUpTerms | null, by: Administrator) {
    const { newId, clock } = this.#dependencies;
    const act = terms ? 'AUTO_TOP_UP_SET' : 'AUTO_TOP_UP_ENDED';
    const changes = terms
      ? madeWith({
          threshold: terms.threshold,
          creditPack: terms.pack.title,
          monthlyLimit: moneyText({ ...terms.pack, minor: terms.monthlyLimitMinor }),
        })
      : [];
    return newAuditEntries(newId, clock)(by, { act, projectId, subjectId: projectId, changes });
  }
}

interface TopUpTerms {
  readonly threshold: number;
  readonly monthlyLimitMinor: number;
  readonly pack: CreditPack;
}
