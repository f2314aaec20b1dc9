import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { GrantSource as Source } from '../ledger/kernel/grant.ts';
import type { ProjectGrant } from '../ledger/queries/grants.ts';
import { CreditGrantType } from './credit-grant.types.ts';
import { CreditTransactionType } from './credit-transaction.types.ts';
import { GrantSource } from './enums.ts';
import { grouped } from './grouped.ts';
import { IdempotentInput, ProjectPostingResult } from './idempotent.types.ts';
import { DateTime } from './scalars.ts';
import {
  BalanceLimitError,
  IdempotencyConflictError,
  InvalidGrantError,
  ProjectArchivedError,
} from './user-error.types.ts';

@InputType({ description: 'Credits to add to a project.' })
export class GrantCreditsInput extends IdempotentInput {
  @Field(() => ID, { description: 'The id of the project: prj_….' })
  projectId!: string;

  @Field(() => Int, { description: 'Number of credits to add, 1 to 1,000,000,000.' })
  credits!: number;

  @Field(() => GrantSource, { nullable: true, defaultValue: 'MANUAL', description: 'The origin of the credits.' })
  source?: Source | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 50,
    description: '0 to 100. Grants with a lower number are spent first.',
  })
  priority?: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the unspent credits expire; must be in the future. Default: never.',
  })
  expiresAt?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'A note to keep with the grant. Optional, 1 to 1,000 characters.',
  })
  note?: string | null;
}

@ObjectType({ description: 'The credits were added to the project.' })
export class GrantedCredits extends ProjectPostingResult {
  declare readonly __typename: 'GrantedCredits';

  @Field(() => CreditGrantType, { description: 'The grant in its current state.' })
  grant!: ProjectGrant;

  @Field(() => CreditTransactionType, { description: 'The transaction that added the credits.' })
  transaction!: LedgerEntry;
}

export const GrantCreditsResult = createUnionType({
  name: 'GrantCreditsResult',
  description: 'The result of granting credits.',
  types: () => [GrantedCredits, IdempotencyConflictError, ProjectArchivedError, BalanceLimitError] as const,
});
export type GrantCreditsResult = typeof GrantCreditsResult;

export const GRANTS_MAX = 1_000;

@InputType({ description: 'Many grants, to different projects or to the same.' })
export class GrantCreditsToManyInput {
  @Field(() => [GrantCreditsInput], {
    description: `The grants, 1 to ${grouped(GRANTS_MAX)}. Each has its own idempotency key, unique in its project.`,
  })
  grants!: GrantCreditsInput[];
}

@ObjectType({
  description:
    'It is not known whether this grant was made, because the database did not answer in time. Send it again with the same key.',
})
export class GrantOutcomeUnknown {
  declare readonly __typename: 'GrantOutcomeUnknown';

  @Field({ description: 'A message for people.' })
  message!: string;

  @Field({ description: 'The key of the grant.' })
  idempotencyKey!: string;
}

export const GrantOfManyResult = createUnionType({
  name: 'GrantOfManyResult',
  description: 'The result of one grant of many.',
  types: () =>
    [
      GrantedCredits,
      IdempotencyConflictError,
      ProjectArchivedError,
      BalanceLimitError,
      InvalidGrantError,
      GrantOutcomeUnknown,
    ] as const,
});
export type GrantOfManyResult = typeof GrantOfManyResult;

@ObjectType({ description: 'The results of many grants.' })
export class GrantedToMany {
  @Field(() => [GrantOfManyResult], { description: 'One result for each grant, in the order in which they were sent.' })
  results!: GrantOfManyResult[];
}
