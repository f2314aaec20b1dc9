import { useSend } from '../api/use-send.ts';
import { graphql } from '../generated/gql.ts';
import type { AllowanceInput } from '../generated/graphql.ts';

/** What an allowance is set and told by. */
export const PROJECT_ALLOWANCE = graphql(`
  fragment ProjectAllowance on Project {
    id
    name
    balance
    allowance {
      credits
      every
      rollover
      rolloverCap
      timeZone
      startAt
      nextAt
    }
  }
`);

const SET_ALLOWANCE = graphql(`
  mutation SetAllowance($input: SetAllowanceInput!) {
    setAllowance(input: $input) {
      ...ProjectAllowance
    }
  }
`);

/** Sets or ends the allowance of a project. The same request again changes nothing, so it carries no key. */
export function useAllowance(projectId: string) {
  const { send, isSending, error, reset } = useSend(SET_ALLOWANCE);
  const set = async (allowance: AllowanceInput | null) => (await send({ input: { projectId, allowance } })) !== null;
  return { set, isSending, error, reset };
}
