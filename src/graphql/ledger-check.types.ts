import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.ts';

@ObjectType('LedgerProblem', {
  description: 'A contradiction between the transactions of a project and what is derived from them.',
})
export class LedgerProblemType {
  @Field(() => ID, { description: 'The project concerned.' })
  projectId!: string;

  @Field(() => Int, { nullable: true, description: 'The transaction concerned; null if no single one is.' })
  sequence!: number | null;

  @Field({
    description:
      'What is wrong: BALANCE_DRIFT, SEQUENCE_GAP, RUNNING_BALANCE, TIME_BACKWARDS, PROJECT_MISSING, GRANT_DRIFT, DRAW_DRIFT, ' +
      'REFUND_WITHOUT_CHARGE, TRANSFER_WITHOUT_COUNTERPART, USAGE_DRIFT, CAP_DRIFT, CHARGE_WITHOUT_ACTION, ' +
      'ACTION_WITHOUT_CHARGE, CHARGE_DRIFT, REFUND_MISSING or CHAIN_BROKEN. Later versions may add codes.',
  })
  code!: string;

  @Field({ description: 'The problem in words, with the figures that differ.' })
  message!: string;
}

@ObjectType('LedgerCheck', { description: 'What a check of the ledger found.' })
export class LedgerCheckType {
  @Field({ description: 'Whether everything agrees with the transactions.' })
  ok!: boolean;

  @Field(() => Int, { description: 'How many projects were checked.' })
  projects!: number;

  @Field(() => Int, { description: 'How many transactions they have.' })
  transactions!: number;

  @Field(() => [LedgerProblemType], {
    description: 'What does not agree: the first 100 problems. Empty if ok is true.',
  })
  problems!: LedgerProblemType[];

  @Field(() => DateTime, { description: 'The instant of the snapshot that was checked.' })
  checkedAt!: number;
}
