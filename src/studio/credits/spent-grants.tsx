import { Button, Collapse, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ChevronDown } from 'lucide-react';
import { formatDay } from '../look/format-instant.ts';
import { formatCount } from './format-credits.ts';
import { GRANT_SOURCE } from './grant-source.ts';
import { formatLapse } from './lapse.ts';
import type { Grant } from './use-grants.ts';
import flush from '../look/flush-table.module.css';
import classes from './spent-grants.module.css';

/** The grants of which nothing is left, for who asks what became of them. */
export function SpentGrants({ grants }: { grants: readonly Grant[] }) {
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
        {grants.length === 1 ? '1 grant is used up' : `${formatCount(grants.length)} grants are used up`}
      </Button>
      <Collapse expanded={isOpen}>
        <Table aria-label="Grants that are used up" className={`${flush.flush} ${classes.table}`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Grant</Table.Th>
              <Table.Th>Added</Table.Th>
              <Table.Th visibleFrom="sm">Lapse</Table.Th>
              <Table.Th ta="right">Credits</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {grants.map(({ id, note, source, createdAt, expiresAt, credits }) => (
              <Table.Tr key={id}>
                <Table.Td>{note ?? GRANT_SOURCE[source]}</Table.Td>
                <Table.Td>{formatDay(new Date(createdAt))}</Table.Td>
                <Table.Td visibleFrom="sm">{expiresAt ? formatLapse(expiresAt) : 'never'}</Table.Td>
                <Table.Td ta="right">{formatCount(credits)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Collapse>
    </div>
  );
}
