import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { ProjectGrant } from '../ledger/queries/grants.ts';
import { CreditGrantType } from './credit-grant.types.ts';
import { CreditTransactionType } from './credit-transaction.types.ts';
import { KEY_DESCRIPTION, ProjectPostingResult } from './idempotent.types.ts';
import { IdempotencyConflictError } from './user-error.types.ts';

@InputType({ description: 'A grant to revoke.' })
export class RevokeGrantInput {
  @Field(() => ID, { description: 'The id of the grant: grt_….' })
  grantId!: string;

  @Field({
    description: `${KEY_DESCRIPTION} A revocation that finds nothing left writes no transaction and does not use up its key.`,
  })
  idempotencyKey!: string;

  @Field({ description: 'Why it is revoked. It is kept as the note of the revocation. 1 to 1,000 characters.' })
  reason!: string;
}

@ObjectType({ description: 'The grant is revoked: it has no credits left.' })
export class RevokedGrant extends ProjectPostingResult {
  declare readonly __typename: 'RevokedGrant';

  @Field(() => CreditGrantType, { description: 'The grant in its current state.' })
  grant!: ProjectGrant;

  @Field(() => CreditTransactionType, {
    nullable: true,
    description: 'The transaction that removed the remaining credits; null: there were none.',
  })
  transaction!: LedgerEntry | null;
}

export const RevokeGrantResult = createUnionType({
  name: 'RevokeGrantResult',
  description: 'The result of revoking a grant.',
  types: () => [RevokedGrant, IdempotencyConflictError] as const,
});
export type RevokeGrantResult = typeof RevokeGrantResult;
