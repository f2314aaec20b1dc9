import { Stack, Switch, Text, Title } from '@mantine/core';
import { PageFrame } from '../navigation/page-frame.tsx';
import { type NoticesState, switchNoticesOff, switchNoticesOn, useNoticesState } from './browser-notices.ts';
import { MailAlertsForm } from './mail-alerts-form.tsx';

/** The settings of alerts by e-mail and of browser notifications. */
export function AlertsPage() {
  return (
    <PageFrame title="Alerts">
      <Stack gap="xl" maw={520}>
        <Stack gap="md" component="section">
          <Title order={2}>By e-mail</Title>
          <MailAlertsForm />
        </Stack>
        <Stack gap="md" component="section">
          <Title order={2}>In this browser</Title>
          <BrowserNotices />
        </Stack>
      </Stack>
    </PageFrame>
  );
}

const WHY_NOT: Readonly<Partial<Record<NoticesState, string>>> = {
  UNAVAILABLE: 'This browser shows no notifications of this page: it takes https, and a browser that has them.',
  BLOCKED: 'This browser was told to block notifications of this page. Allow them in its settings for this site first.',
};

function BrowserNotices() {
  const state = useNoticesState();
  return (
    <>
      <Switch
        label="Notify me while I look elsewhere"
        description="When an action ends that took long, and when a balance falls low, while a tab with the project is open."
        checked={state === 'ON'}
        disabled={state in WHY_NOT}
        onChange={(event) => (event.currentTarget.checked ? void switchNoticesOn() : switchNoticesOff())}
      />
      {WHY_NOT[state] && <Text>{WHY_NOT[state]}</Text>}
    </>
  );
}
