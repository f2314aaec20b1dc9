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
    "One immutable entry of a project's ledger. The entries are numbered 1, 2, 3, … without a gap, and each has the balance " +
    'after it: the amounts of all entries add up to the balance.',
})
export class CreditTransactionType {
  @Field(() => ID, { description: 'txn_…' })
  id!: string;

  @Field(() => ProjectType, { description: 'The project that the transaction belongs to.' })
  project!: Relation<ProjectType>;

  @Field(() => Int, { description: 'The number of the transaction in its project: 1, 2, 3, …, without gaps.' })
  sequence!: number;

  @Field(() => CreditTransactionKind, { description: 'What the transaction records.' })
  kind!: EntryKind;

  @Field(() => Int, {
    description: 'The change of the balance in credits: positive if credits were added, negative if they were removed.',
  })
  amount!: number;

  @Field(() => Int, { description: "The project's balance after this transaction, in credits." })
  balanceAfter!: number;

  @Field(() => CreditGrantType, {
    nullable: true,
    description:
      'The grant that a GRANT created, an EXPIRY emptied or a REVOCATION revoked; null for other kinds. The grants of ' +
      'a transfer are in draws.',
  })
  grant!: CreditGrantType | null;

  @Field(() => [GrantDraw], {
    description:
      'The grants that a debit drew from, that a refund returned credits to, or that a transfer created, in draw order.',
  })
  draws!: GrantDraw[];

  @Field(() => CreditTransactionType, {
    nullable: true,
    description: 'The CHARGE that a REFUND gives back; null for other kinds.',
  })
  refundOf!: Relation<CreditTransactionType> | null;

  @Field(() => CreditTransactionType, {
    nullable: true,
    description:
      'The transaction of a transfer in the other project. Null for other kinds, and if the credential has no access ' +
      'to that project.',
  })
  counterpart!: Relation<CreditTransactionType> | null;

  @Field({ description: 'Who caused it: the name of the API key, the subject of the token, or "system".' })
  actor!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The API key that a CHARGE counts against, key_…: the key of the request, or the one that created its token. A ' +
      'REFUND has the key of its CHARGE. Null: there is none.',
  })
  apiKeyId!: string | null;

  @Field(() => String, { nullable: true, description: 'A note, such as why an action failed.' })
  note!: string | null;

  @Field(() => DateTime, {
    description: 'When the transaction was written. An EXPIRY is dated at the expiry of its grant.',
  })
  createdAt!: number;
}

export const CreditTransactionConnection = connectionType('CreditTransaction', () => CreditTransactionType);

/** Names in a filter. */
export const ACTORS_MAX = 10;

@InputType({ description: 'Restricts a list of transactions. Omitted fields do not restrict it.' })
export class CreditTransactionFilter {
  @Field(() => [CreditTransactionKind], { nullable: true, description: 'Only transactions of these kinds.' })
  kinds?: EntryKind[] | null;

  @Field(() => [ActionKind], { nullable: true, description: 'Only charges and refunds of actions of these kinds.' })
  actionKinds?: Kind[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Only transactions of one of these actors, compared exactly: at most ${ACTORS_MAX}, of 1 to ${ACTOR_CHARACTERS_MAX} characters each.`,
  })
  actors?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Only transactions written at this instant or later.' })
  from?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Only transactions written before this instant.' })
  to?: number | null;
}
