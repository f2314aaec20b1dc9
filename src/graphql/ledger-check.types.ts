import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.ts';

@ObjectType('LedgerProblem', {
  description: 'A contradiction between the transactions of a project and what is derived from them.',
})
export class LedgerProblemType {
  @Field(() => ID, { description: 'The project concerned: prj_….' })
  projectId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The sequence of the transaction concerned; null if the problem is not in a single one.',
  })
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

@ObjectType('LedgerCheck', { description: 'The result of a check of the ledger.' })
export class LedgerCheckType {
  @Field({ description: 'Whether everything agrees with the transactions.' })
  ok!: boolean;

  @Field(() => Int, { description: 'The number of projects that were checked.' })
  projects!: number;

  @Field(() => Int, { description: 'The number of transactions that were checked.' })
  transactions!: number;

  @Field(() => [LedgerProblemType], {
    description: 'The first 100 problems. Empty if ok is true.',
  })
  problems!: LedgerProblemType[];

  @Field(() => DateTime, { description: 'The instant of the snapshot that was checked.' })
  checkedAt!: number;
}
