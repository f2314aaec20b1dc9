import { Button, Skeleton, Stack, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ChevronDown } from 'lucide-react';
import { formatCount, formatDay } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { formatExpiry, GRANT_SOURCE } from '../credits/grant-words.ts';
import { GrantsPager } from './grants-pager.tsx';
import { useSpentGrants } from './use-grants.ts';
import flush from '../look/flush-table.module.css';
import classes from './spent-grants.module.css';

/** Lists the grants without remaining credits. They are queried when the list is opened. */
export function SpentGrants({ projectId }: { projectId: string }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <div>
      <Button
        variant="transparent"
        color="gray"
        size="xs"
        px={0}
        onClick={toggle}
        aria-expanded={isOpen}
        rightSection={
          <ChevronDown size={14} aria-hidden="true" className={classes.arrow} data-open={isOpen || undefined} />
        }
      >
        {say('credits.usedUp')}
      </Button>
      {isOpen && <SpentTable projectId={projectId} />}
    </div>
  );
}

function SpentTable({ projectId }: { projectId: string }) {
  const page = useSpentGrants(projectId);
  if (!page) return <Skeleton height={160} role="status" aria-busy="true" aria-label={say('credits.loadingGrants')} />;
  return (
    <Stack gap="md">
      <Table aria-label={say('credits.usedUp')} className={`${flush.flush} ${classes.table}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('credits.grant')}</Table.Th>
            <Table.Th>{say('credits.addedColumn')}</Table.Th>
            <Table.Th visibleFrom="sm">{say('credits.expires')}</Table.Th>
            <Table.Th ta="end">{say('credits.credits')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {page.grants.map(({ id, note, source, createdAt, expiresAt, credits }) => (
            <Table.Tr key={id}>
              <Table.Td>{note ?? say(GRANT_SOURCE[source])}</Table.Td>
              <Table.Td>{formatDay(new Date(createdAt))}</Table.Td>
              <Table.Td visibleFrom="sm">{expiresAt ? formatExpiry(expiresAt) : say('credits.never')}</Table.Td>
              <Table.Td ta="end">{formatCount(credits)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <GrantsPager page={page} />
    </Stack>
  );
}
