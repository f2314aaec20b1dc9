import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ACTOR_CHARACTERS_MAX } from '../input/rules.ts';
import type { ActionKind as Kind, EntryKind } from '../ledger/kernel/entry.ts';
import { connectionType } from './connection.ts';
import { CreditGrantType, GrantDraw } from './credit-grant.types.ts';
import { ActionKind, CreditTransactionKind } from './enums.ts';
import { NodeType } from './node.types.ts';
import { ProjectType } from './project.types.ts';
import type { Relation } from './relation.ts';
import { DateTime } from './scalars.ts';

@ObjectType('CreditTransaction', {
  implements: NodeType,
  description:
    "One immutable line of a project's ledger. The lines are numbered 1, 2, 3, … without a gap, and each tells the " +
    'balance that it left: the amounts of all lines add up to the balance.',
})
export class CreditTransactionType {
  @Field(() => ID, { description: 'txn_…' })
  id!: string;

  @Field(() => ProjectType, { description: 'The project whose ledger it is a line of.' })
  project!: Relation<ProjectType>;

  @Field(() => Int, { description: '1, 2, 3, … within the project, without a gap.' })
  sequence!: number;

  @Field(() => CreditTransactionKind, { description: 'What the line records.' })
  kind!: EntryKind;

  @Field(() => Int, { description: 'Credits, signed: what came in is positive, what went out is negative.' })
  amount!: number;

  @Field(() => Int, { description: "The project's balance after this line, in credits." })
  balanceAfter!: number;

  @Field(() => CreditGrantType, { nullable: true, description: 'The grant that the line made, emptied or revoked.' })
  grant!: CreditGrantType | null;

  @Field(() => [GrantDraw], { description: 'Which grants a debit took from, or a refund gave back to, in that order.' })
  draws!: GrantDraw[];

  @Field(() => CreditTransactionType, { nullable: true, description: 'The charge that a refund gives back.' })
  refundOf!: Relation<CreditTransactionType> | null;

  @Field({ description: 'Who did it: the name of the API key, or "system".' })
  actor!: string;

  @Field(() => String, { nullable: true, description: 'What was noted with it, such as why an action failed.' })
  note!: string | null;

  @Field(() => DateTime, { description: 'When it was written; an expiry is dated at the expiry itself.' })
  createdAt!: number;
}

export const CreditTransactionConnection = connectionType('CreditTransaction', () => CreditTransactionType);

/** Names in a filter. */
export const ACTORS_MAX = 10;

@InputType({ description: 'Which transactions are wanted. What is left out does not narrow the list.' })
export class CreditTransactionFilter {
  @Field(() => [CreditTransactionKind], { nullable: true, description: 'Only lines of these kinds.' })
  kinds?: EntryKind[] | null;

  @Field(() => [ActionKind], { nullable: true, description: 'Only charges and refunds of actions of these kinds.' })
  actionKinds?: Kind[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Only lines that name one of these actors, exactly: at the most ${ACTORS_MAX}, of 1 to ${ACTOR_CHARACTERS_MAX} characters each.`,
  })
  actors?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Only lines of this instant or later.' })
  from?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Only lines before this instant.' })
  to?: number | null;
}
