import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { GrantSource as Source } from '../ledger/kernel/grant.ts';
import type { Project } from '../ledger/project.ts';
import type { ProjectGrant } from '../ledger/queries/grants.ts';
import { CreditGrantType } from './credit-grant.types.ts';
import { CreditTransactionType } from './credit-transaction.types.ts';
import { GrantSource } from './enums.ts';
import { KEY_DESCRIPTION, REPLAYED_DESCRIPTION } from './perform.types.ts';
import { ProjectType } from './project.types.ts';
import { DateTime } from './scalars.ts';
import { BalanceLimitError, IdempotencyConflictError, ProjectArchivedError } from './user-error.types.ts';

@InputType()
export class GrantCreditsInput {
  @Field(() => ID, { description: 'The project: prj_….' })
  projectId!: string;

  @Field({ description: KEY_DESCRIPTION })
  idempotencyKey!: string;

  @Field(() => Int, { description: '1 to 1,000,000,000.' })
  credits!: number;

  @Field(() => GrantSource, { nullable: true, defaultValue: 'MANUAL', description: 'Where they come from.' })
  source?: Source | null;

  @Field(() => Int, { nullable: true, defaultValue: 50, description: '0 to 100; the lower number is drawn first.' })
  priority?: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'From this instant on they lapse; in the future. Never unless said.',
  })
  expiresAt?: number | null;

  @Field(() => String, { nullable: true, description: 'What to note with them, in 1 to 1,000 characters.' })
  note?: string | null;
}

@ObjectType({ description: 'The credits came in.' })
export class GrantedCredits {
  declare readonly __typename: 'GrantedCredits';

  @Field(() => CreditGrantType, { description: 'The grant as it is now.' })
  grant!: ProjectGrant;

  @Field(() => CreditTransactionType, { description: 'The line that brought them in.' })
  transaction!: LedgerEntry;

  @Field(() => ProjectType, { description: 'The project as it is now.' })
  project!: Project;

  @Field({ description: REPLAYED_DESCRIPTION })
  replayed!: boolean;
}

export const GrantCreditsResult = createUnionType({
  name: 'GrantCreditsResult',
  description: 'What became of a request to grant credits.',
  types: () => [GrantedCredits, IdempotencyConflictError, ProjectArchivedError, BalanceLimitError] as const,
});
export type GrantCreditsResult = typeof GrantCreditsResult;
