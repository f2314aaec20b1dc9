import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Plus } from 'lucide-react';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { EmptyState } from '../look/empty-state.tsx';
import { say } from '../language/say.ts';
import { CreateWebhookDialog } from './create-webhook-dialog.tsx';
import { useWebhooks } from './use-webhooks.ts';
import { WebhookCard } from './webhook-card.tsx';

/** The servers that are told what happens in the workspace. */
export function WebhooksSection() {
  const { webhooks, error, retry } = useWebhooks();
  const [isCreating, creating] = useDisclosure(false);
  return (
    <Stack gap="md">
      <Group justify="flex-end">
        <Button leftSection={<Plus size={18} aria-hidden="true" />} onClick={creating.open}>
          {say('webhooks.newWebhook')}
        </Button>
      </Group>
      {error && !webhooks ? <Problem sentence={errorSentence(error)} onRetry={retry} /> : null}
      {!error && !webhooks && (
        <Skeleton height={120} role="status" aria-busy="true" aria-label={say('webhooks.loading')} />
      )}
      {webhooks?.length === 0 && <EmptyState title={say('webhooks.none')} text={say('webhooks.noneHint')} />}
      {webhooks?.map((webhook) => (
        <WebhookCard key={webhook.id} webhook={webhook} />
      ))}
      {isCreating && <CreateWebhookDialog onClose={creating.close} />}
    </Stack>
  );
}
