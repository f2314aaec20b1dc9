import { Table, VisuallyHidden } from '@mantine/core';

/** Above the buttons of a table's rows. A header without text would be announced as empty. */
export function ActionsHeader() {
  return (
    <Table.Th>
      <VisuallyHidden>What can be done</VisuallyHidden>
    </Table.Th>
  );
}
