import { Button, Group, Text } from '@mantine/core';
import { formatCount } from '../language/formats.ts';
import type { GrantsPage } from './use-grants.ts';

/** From one page of grants to the next; nothing where there is only one. */
export function GrantsPager({ page: { grants, before, next, previous } }: { page: GrantsPage }) {
  if (!next && !previous) return null;
  return (
    <Group justify="center" gap="md">
      <Button variant="default" size="xs" disabled={!previous} onClick={previous ?? undefined}>
        Previous
      </Button>
      <Text size="sm" c="dimmed" role="status">
        {`${formatCount(before + 1)} to ${formatCount(before + grants.length)}`}
      </Text>
      <Button variant="default" size="xs" disabled={!next} onClick={next ?? undefined}>
        Next
      </Button>
    </Group>
  );
}
