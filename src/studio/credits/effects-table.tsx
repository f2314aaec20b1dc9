import { Table } from '@mantine/core';
import { say } from '../language/say.ts';

/** What and what becomes of it, such as "Balance", "12 credits → 17 credits". */
export type Effect = readonly [what: string, becomes: string];

/** What will happen once something is confirmed, in figures. */
export function EffectsTable({ effects }: { effects: readonly Effect[] }) {
  return (
    <Table aria-label={say('credits.whatChanges')}>
      <Table.Tbody>
        {effects.map(([what, becomes]) => (
          <Table.Tr key={what}>
            <Table.Th scope="row">{what}</Table.Th>
            <Table.Td ta="end">{becomes}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
