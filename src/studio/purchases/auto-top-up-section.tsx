import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Problem } from '../errors/problem.tsx';
import { toastDone } from '../look/toast.tsx';
import { useMay } from '../session/viewer.ts';
import { say } from '../language/say.ts';
import { AutoTopUpDialog } from './auto-top-up-dialog.tsx';
import { pauseOf, topUpSentence } from './auto-top-up-words.ts';
import { BuyCredits } from './buy-credits.tsx';
import { moneyText } from './money.ts';
import { type TopUp, type TopUpProject, useSetAutoTopUp } from './use-auto-top-up.ts';
import { usePacks } from './use-packs.ts';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { graphql } from '../generated/gql.ts';
import { returnAddress } from './return-address.ts';

/** The automatic top-up of a project: its settings, the amount spent this month, and the reason of a pause. */
export function AutoTopUpSection({ project }: { project: TopUpProject }) {
  const isAdmin = useMay('ADMIN');
  const { packs = [] } = usePacks();
  const [isSetting, setting] = useDisclosure(false);
  const { set, isSending, failure } = useSetAutoTopUp(project.id);
  const topUp = project.autoTopUp ?? null;
  const end = async () => {
    if (await set(null)) toastDone(say('purchases.topUpEnded'));
  };
  return (
    <>
      {topUp ? <TopUpSummary topUp={topUp} project={project} /> : <Text>{say('purchases.noTopUp')}</Text>}
      {failure && <Problem sentence={failure} />}
      {isAdmin && (
        <Group gap="xs">
          {packs.length > 0 && (
            <Button variant="default" onClick={setting.open}>
              {say(topUp ? 'purchases.changeTopUp' : 'purchases.setTopUp')}
            </Button>
          )}
          {topUp && (
            <Button variant="default" loading={isSending} onClick={() => void end()}>
              {say('purchases.endTopUp')}
            </Button>
          )}
          <BillingPortalButton projectId={project.id} />
        </Group>
      )}
      {isAdmin && packs.length === 0 && <Text c="dimmed">{say('purchases.noPacks')}</Text>}
      {isSetting && <AutoTopUpDialog project={project} packs={packs} onClose={setting.close} />}
    </>
  );
}

function TopUpSummary({ topUp, project }: { topUp: TopUp; project: TopUpProject }) {
  const { threshold, creditPack, spentThisMonth, monthlyLimit, state } = topUp;
  const pause = pauseOf(topUp);
  const isCardAmiss = state !== 'ACTIVE' && state !== 'LIMIT_REACHED';
  return (
    <>
      <Text>
        {say('purchases.spentOfLimit', {
          topUp: topUpSentence(threshold, creditPack),
          spent: moneyText(spentThisMonth),
          limit: moneyText(monthlyLimit),
        })}
      </Text>
      {pause && (
        <Problem sentence={pause} tone="refusal">
          {isCardAmiss && <BuyCredits project={project} size="xs" variant="default" />}
        </Problem>
      )}
    </>
  );
}

const CREATE_BILLING_PORTAL = graphql(`
  mutation CreateBillingPortal($input: CreateBillingPortalInput!) {
    createBillingPortal(input: $input) {
      url
    }
  }
`);

/** Opens Stripe's billing portal with the cards and receipts of a project. For ADMIN. */
function BillingPortalButton({ projectId }: { projectId: string }) {
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
