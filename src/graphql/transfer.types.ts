import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Project } from '../ledger/project.ts';
import { CreditTransactionType } from './credit-transaction.types.ts';
import { ReplayableResult } from './idempotent.types.ts';
import { ProjectType } from './project.types.ts';
import {
  BalanceLimitError,
  IdempotencyConflictError,
  InsufficientCreditsError,
  ProjectArchivedError,
} from './user-error.types.ts';

@InputType({
  description: 'A transfer of credits from one project to another.',
})
export class TransferCreditsInput {
  @Field(() => ID, { description: 'The project that gives the credits: prj_….' })
  fromProjectId!: string;

  @Field(() => ID, {
    description: 'The project that receives them: prj_…. It must be another one of the same workspace.',
  })
  toProjectId!: string;

  @Field(() => Int, { description: 'Number of credits to move, 1 to 1,000,000,000.' })
  credits!: number;

  @Field({
    description:
      '1 to 255 characters chosen by the client, unique in the project that gives the credits. Repeating a call with ' +
      'the same key and the same input returns the first result and changes nothing. Keys never expire.',
  })
  idempotencyKey!: string;

  @Field(() => String, {
    nullable: true,
    description: 'A note to keep with both transactions. Optional, 1 to 1,000 characters.',
  })
  note?: string | null;
}

@ObjectType({ description: 'The credits were moved.' })
export class TransferredCredits extends ReplayableResult {
  declare readonly __typename: 'TransferredCredits';

  @Field(() => CreditTransactionType, { description: 'The TRANSFER_OUT of the project that gave the credits.' })
  outgoing!: LedgerEntry;

  @Field(() => CreditTransactionType, { description: 'The TRANSFER_IN of the project that received them.' })
  incoming!: LedgerEntry;

  @Field(() => ProjectType, { description: 'The project that gave the credits, in its current state.' })
  from!: Project;

  @Field(() => ProjectType, { description: 'The project that received the credits, in its current state.' })
  to!: Project;
}

export const TransferCreditsResult = createUnionType({
  name: 'TransferCreditsResult',
  description: 'The result of transferring credits.',
  types: () =>
    [
      TransferredCredits,
      InsufficientCreditsError,
      IdempotencyConflictError,
      ProjectArchivedError,
      BalanceLimitError,
    ] as const,
});
export type TransferCreditsResult = typeof TransferCreditsResult;
