import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { toastDone } from '../look/toast.tsx';

const ID = 'keep-signed-in';
const SHOWN_MS = 8_000;

/** Offers to stay signed in to who came by a link, which is not asked for it as the sign-in form does. */
export function offerToKeep(keep: () => void): void {
  const accept = () => {
    keep();
    notifications.hide(ID);
    toastDone('You stay signed in on this device, until you sign out.');
  };
  notifications.show({
    id: ID,
    color: 'gray',
    autoClose: SHOWN_MS,
    message: (
      <Group gap="xs" justify="space-between">
        <Text>You are signed in until you close your last tab.</Text>
        <Button size="compact-xs" variant="default" onClick={accept}>
          Keep me signed in
        </Button>
      </Group>
    ),
  });
}
