import { Button } from '@mantine/core';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import { say } from '../language/say.ts';
import { returnAddress } from './return-address.ts';

const CREATE_BILLING_PORTAL = graphql(`
  mutation CreateBillingPortal($input: CreateBillingPortalInput!) {
    createBillingPortal(input: $input) {
      url
    }
  }
`);

/** Opens Stripe's billing portal with the cards and receipts of a project. For ADMIN. */
export function BillingPortalButton({ projectId }: { projectId: string }) {
  const { send, isSending, error } = useSend(CREATE_BILLING_PORTAL);
  const open = async () => {
    const result = await send({ input: { projectId, returnUrl: returnAddress(location.href, null) } });
    if (result) location.assign(result.createBillingPortal.url);
  };
  return (
    <>
      <Button variant="default" loading={isSending} onClick={() => void open()}>
        {say('purchases.portal')}
      </Button>
      {error ? <Problem sentence={errorSentence(error)} /> : null}
    </>
  );
}
