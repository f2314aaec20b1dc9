import { Button, Group, Skeleton, Stack, Switch } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { say } from '../language/say.ts';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { KeyList } from './key-list.tsx';
import { useApiKeys } from './use-api-keys.ts';

/** The keys with which people and servers reach the workspace. */
export function KeysSection() {
  const [includeRevoked, setIncludeRevoked] = useState(false);
  const { keys, error, retry } = useApiKeys(includeRevoked);
  const [isCreating, creating] = useDisclosure(false);
  const shown = keys?.filter(({ revokedAt }) => includeRevoked || !revokedAt);
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Switch
          label={say('admin.alsoRevoked')}
          checked={includeRevoked}
          onChange={(event) => setIncludeRevoked(event.currentTarget.checked)}
        />
        <Button leftSection={<Plus size={18} aria-hidden="true" />} onClick={creating.open}>
          {say('admin.newKey')}
        </Button>
      </Group>
      {error && !shown ? <Problem sentence={errorSentence(error)} onRetry={retry} /> : null}
      {!error && !shown && <KeysSkeleton />}
      {shown && <KeyList keys={shown} />}
      {isCreating && <CreateKeyDialog onClose={creating.close} />}
    </Stack>
  );
}

function KeysSkeleton() {
  return (
    <Stack gap="md" role="status" aria-busy="true" aria-label={say('admin.loadingKeys')}>
      {[0, 1, 2].map((place) => (
        <Skeleton key={place} height={56} />
      ))}
    </Stack>
  );
}
