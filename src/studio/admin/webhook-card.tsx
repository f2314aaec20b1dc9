import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import { say } from '../language/say.ts';
import { DeleteWebhookDialog } from './delete-webhook-dialog.tsx';
import { EditWebhookDialog } from './edit-webhook-dialog.tsx';
import { RotateSecretDialog } from './rotate-secret-dialog.tsx';
import { type ListedWebhook, useWebhooksAgain } from './use-webhooks.ts';
import { WebhookDeliveries } from './webhook-deliveries.tsx';
import { EVENT_WORD } from './webhook-words.ts';
import classes from './webhook-card.module.css';

const SEND_TEST = graphql(`
  mutation TestWebhook($id: ID!) {
    sendTestWebhook(id: $id) {
      id
    }
  }
`);

const SWITCH = graphql(`
  mutation SwitchWebhook($id: ID!, $enabled: Boolean!) {
    updateWebhookEndpoint(input: { id: $id, enabled: $enabled }) {
      id
      enabled
      failingSince
      switchedOffBecause
    }
  }
`);

/** One webhook: what it is sent, what can be done with it, and what became of the last events. */
export function WebhookCard({ webhook }: { webhook: ListedWebhook }) {
  const { url, events, deliveries } = webhook;
  return (
    <section aria-label={url} className={classes.card}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Text fw={600} className={classes.url}>
            {url}
          </Text>
          <State webhook={webhook} />
        </Group>
        <Text c="dimmed">{events.map((event) => say(EVENT_WORD[event])).join(' · ')}</Text>
        {webhook.switchedOffBecause && (
          <Text>{say('webhooks.switchedOff', { reason: webhook.switchedOffBecause })}</Text>
        )}
        <Doing webhook={webhook} />
        <WebhookDeliveries deliveries={deliveries} />
      </Stack>
    </section>
  );
}

const DIALOGS = { edit: EditWebhookDialog, delete: DeleteWebhookDialog } as const;

function Doing({ webhook }: { webhook: ListedWebhook }) {
  const { id, url, enabled } = webhook;
  const [open, setOpen] = useState<keyof typeof DIALOGS | 'secret' | null>(null);
  const again = useWebhooksAgain();
  const test = useSend(SEND_TEST);
  const switching = useSend(SWITCH);
  const error = test.error ?? switching.error;
  const close = () => setOpen(null);
  const Dialog = open === 'edit' || open === 'delete' ? DIALOGS[open] : null;
  return (
    <>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          disabled={!enabled}
          loading={test.isSending}
          onClick={() => void test.send({ id }).then(again)}
        >
          {say('webhooks.sendTest')}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => setOpen('edit')}
          aria-label={say('webhooks.changeUrl', { url })}
        >
          {say('webhooks.change')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setOpen('secret')}>
          {say('webhooks.newSecret')}
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={switching.isSending}
          onClick={() => void switching.send({ id, enabled: !enabled })}
        >
          {say(enabled ? 'webhooks.switchOff' : 'webhooks.switchOn')}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => setOpen('delete')}
          aria-label={say('webhooks.deleteUrl', { url })}
        >
          {say('webhooks.delete')}
        </Button>
      </Group>
      {error ? <Problem sentence={errorSentence(error)} /> : null}
      {open === 'secret' && <RotateSecretDialog id={id} onClose={close} />}
      {Dialog && <Dialog webhook={webhook} onClose={close} />}
    </>
  );
}

function State({ webhook: { enabled, failingSince } }: { webhook: ListedWebhook }) {
  if (!enabled)
    return (
      <Badge variant="default" radius="md">
        {say('webhooks.off')}
      </Badge>
    );
  return failingSince ? (
    <Badge variant="default" radius="md" className={classes.failing}>
      {say('webhooks.failing')}
    </Badge>
  ) : (
    <Badge variant="default" radius="md" className={classes.on}>
      {say('webhooks.on')}
    </Badge>
  );
}
