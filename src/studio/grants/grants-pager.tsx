import { Button, Group, Text } from '@mantine/core';
import { formatCount } from '../language/formats.ts';
import { say } from '../language/say.ts';
import type { GrantsPage } from './use-grants.ts';

/** From one page of grants to the next; nothing where there is only one. */
export function GrantsPager({ page: { grants, before, next, previous } }: { page: GrantsPage }) {
  if (!next && !previous) return null;
  return (
    <Group justify="center" gap="md">
      <Button variant="default" size="xs" disabled={!previous} onClick={previous ?? undefined}>
        {say('credits.previous')}
      </Button>
      <Text size="sm" c="dimmed" role="status">
        {say('credits.fromTo', { first: formatCount(before + 1), last: formatCount(before + grants.length) })}
      </Text>
      <Button variant="default" size="xs" disabled={!next} onClick={next ?? undefined}>
        {say('credits.next')}
      </Button>
    </Group>
  );
}
