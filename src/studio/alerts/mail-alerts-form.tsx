import { useQuery } from '@apollo/client/react';
import { Checkbox, Skeleton, Stack, Text } from '@mantine/core';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { MailAlert } from '../generated/graphql.ts';
import { useMay, useViewer } from '../session/viewer.ts';

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

const WORDS: Readonly<Record<MailAlert, readonly [label: string, description: string]>> = {
  BALANCE_LOW: ['Low balance', 'When a balance falls to the low-balance notice of its project.'],
  BALANCE_DEPLETED: ['Not enough credits', 'When an action is refused because the project has too few.'],
  AUTO_TOP_UP_FAILED: [
    'Automatic top-up failed',
    'When a payment does not go through, or the ceiling of the month is reached.',
  ],
  KEY_ENDING: ['A key ends', 'A week before a key ends that you hold or manage.'],
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
  if (error && !data) return <Problem sentence={errorSentence(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={160} role="status" aria-busy="true" aria-label="Loading your alerts" />;
  const { isAvailable, address, alerts } = data.viewer.mailAlerts;
  if (!isAvailable) return <Text>This Darkroom sends no e-mail.</Text>;
  if (!address) return <NoAddress />;
  const choose = (chosen: MailAlert[]) =>
    void send(
      { alerts: chosen },
      { __typename: 'Mutation', setMailAlerts: { __typename: 'MailAlerts', isAvailable, address, alerts: chosen } },
    );
  return (
    <Stack gap="sm">
      <Text>
        You are written to at <b>{address}</b>.
      </Text>
      {ALERTS.map((alert) => (
        <Checkbox
          key={alert}
          label={WORDS[alert][0]}
          description={WORDS[alert][1]}
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
  const workspace = useViewer()?.workspace.name ?? 'your workspace';
  return (
    <Text>
      No address of yours is known.{' '}
      {isAdmin ? 'Give your key one in Admin, Keys.' : `Ask an admin of ${workspace} to give your key one.`}
    </Text>
  );
}
