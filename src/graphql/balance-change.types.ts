import { Field, ID, Int, ObjectType } from 'type-graphql';
import { CreditTransactionType } from './credit-transaction.types.ts';

@ObjectType('BalanceChange', { description: 'The current balance, or the balance after one transaction.' })
export class BalanceChangeType {
  @Field(() => ID, { description: 'The id of the project: prj_….' })
  projectId!: string;

  @Field(() => Int, { description: 'The balance, in credits.' })
  balance!: number;

  @Field(() => Int, {
    description:
      'The sequence of the transaction after which the project has this balance. It rises by one with each message of ' +
      'a subscription. Keep the last one received: after a disconnection, subscribe again with it as afterSequence.',
  })
  sequence!: number;

  @Field({ description: "True if the balance is at or below the project's lowBalanceThreshold." })
  lowBalance!: boolean;

  @Field(() => CreditTransactionType, {
    nullable: true,
    description: 'The transaction; null in the first message of a subscription, which has the current balance.',
  })
  transaction!: CreditTransactionType | null;
}
