import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { say } from '../language/say.ts';
import { toastDone } from '../look/toast.tsx';

const ID = 'keep-signed-in';
const SHOWN_MS = 8_000;

/** Offers to stay signed in to who came by a link, which is not asked for it as the sign-in form does. */
export function offerToKeep(keep: () => void): void {
  const accept = () => {
    keep();
    notifications.hide(ID);
    toastDone(say('session.staySignedIn'));
  };
  notifications.show({
    id: ID,
    color: 'gray',
    autoClose: SHOWN_MS,
    message: (
      <Group gap="xs" justify="space-between">
        <Text>{say('session.untilLastTab')}</Text>
        <Button size="compact-xs" variant="default" onClick={accept}>
          {say('session.keepSignedIn')}
        </Button>
      </Group>
    ),
  });
}
