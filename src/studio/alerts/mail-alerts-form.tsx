import { useQuery } from '@apollo/client/react';
import { Checkbox, Skeleton, Stack, Text } from '@mantine/core';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { MailAlert } from '../generated/graphql.ts';
import { useMay, useViewer } from '../session/viewer.ts';
import type { LabelKey } from '../language/messages/message-types.ts';
import { say, sayRich } from '../language/say.ts';
import { retryOf } from '../errors/retry-of.ts';

const MAIL_ALERTS = graphql(`
  query MailAlerts {
    viewer {
      name
      mailAlerts {
        isAvailable
        address
        alerts
      }
    }
  }
`);

const SET_MAIL_ALERTS = graphql(`
  mutation SetMailAlerts($alerts: [MailAlert!]!) {
    setMailAlerts(alerts: $alerts) {
      isAvailable
      address
      alerts
    }
  }
`);

const WORDS: Readonly<Record<MailAlert, readonly [label: LabelKey, description: LabelKey]>> = {
  BALANCE_LOW: ['alerts.balanceLow', 'alerts.balanceLowHint'],
  BALANCE_DEPLETED: ['alerts.depleted', 'alerts.depletedHint'],
  AUTO_TOP_UP_FAILED: ['alerts.topUpFailed', 'alerts.topUpFailedHint'],
  KEY_ENDING: ['alerts.keyEnding', 'alerts.keyEndingHint'],
};
const ALERTS = Object.keys(WORDS) as MailAlert[]; // its keys are the alerts

/** The e-mail alerts of the user. Each change is saved immediately. */
export function MailAlertsForm() {
  const { data, error, refetch } = useQuery(MAIL_ALERTS, { fetchPolicy: 'cache-and-network' });
  const { send, error: failure } = useSend(SET_MAIL_ALERTS, (cache, { setMailAlerts: mailAlerts }) =>
    cache.updateQuery(
      { query: MAIL_ALERTS },
      (known) => known && { ...known, viewer: { ...known.viewer, mailAlerts } },
    ),
  );
  if (error && !data) return <Problem sentence={errorSentence(error)} onRetry={retryOf(refetch)} />;
  if (!data) return <Skeleton height={160} role="status" aria-busy="true" aria-label={say('alerts.loading')} />;
  const { isAvailable, address, alerts } = data.viewer.mailAlerts;
  if (!isAvailable) return <Text>{say('alerts.noMail')}</Text>;
  if (!address) return <NoAddress />;
  const choose = (chosen: MailAlert[]) =>
    void send(
      { alerts: chosen },
      { __typename: 'Mutation', setMailAlerts: { __typename: 'MailAlerts', isAvailable, address, alerts: chosen } },
    );
  return (
    <Stack gap="sm">
      <Text>{sayRich('alerts.writtenTo', { address, b: <b /> })}</Text>
      {ALERTS.map((alert) => (
        <Checkbox
          key={alert}
          label={say(WORDS[alert][0])}
          description={say(WORDS[alert][1])}
          checked={alerts.includes(alert)}
          onChange={(event) =>
            choose(event.currentTarget.checked ? [...alerts, alert] : alerts.filter((each) => each !== alert))
          }
        />
      ))}
      {failure ? <Problem sentence={errorSentence(failure)} /> : null}
    </Stack>
  );
}

function NoAddress() {
  const isAdmin = useMay('ADMIN');
  const workspace = useViewer()?.workspace.name;
  if (isAdmin) return <Text>{say('alerts.giveAddress')}</Text>;
  return <Text>{workspace === undefined ? say('alerts.askAddress') : say('alerts.askAddressOf', { workspace })}</Text>;
}
