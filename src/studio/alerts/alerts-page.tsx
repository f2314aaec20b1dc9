import { Stack, Switch, Text, Title } from '@mantine/core';
import { PageFrame } from '../navigation/page-frame.tsx';
import type { LabelKey } from '../language/messages/message-types.ts';
import { say } from '../language/say.ts';
import { type NoticesState, switchNoticesOff, switchNoticesOn, useNoticesState } from './browser-notices.ts';
import { MailAlertsForm } from './mail-alerts-form.tsx';

/** The settings of alerts by e-mail and of browser notifications. */
export function AlertsPage() {
  return (
    <PageFrame title={say('alerts.alerts')}>
      <Stack gap="xl" maw={520}>
        <Stack gap="md" component="section">
          <Title order={2}>{say('alerts.byMail')}</Title>
          <MailAlertsForm />
        </Stack>
        <Stack gap="md" component="section">
          <Title order={2}>{say('alerts.inBrowser')}</Title>
          <BrowserNotices />
        </Stack>
      </Stack>
    </PageFrame>
  );
}

const WHY_NOT: Readonly<Partial<Record<NoticesState, LabelKey>>> = {
  UNAVAILABLE: 'alerts.unavailable',
  BLOCKED: 'alerts.blocked',
};

function BrowserNotices() {
  const state = useNoticesState();
  const whyNot = WHY_NOT[state];
  return (
    <>
      <Switch
        label={say('alerts.notify')}
        description={say('alerts.notifyHint')}
        checked={state === 'ON'}
        disabled={whyNot !== undefined}
        onChange={(event) => (event.currentTarget.checked ? void switchNoticesOn() : switchNoticesOff())}
      />
      {whyNot && <Text>{say(whyNot)}</Text>}
    </>
  );
}
