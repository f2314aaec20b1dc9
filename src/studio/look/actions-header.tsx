import { Table, VisuallyHidden } from '@mantine/core';
import { say } from '../language/say.ts';

/** Above the buttons of a table's rows. A header without text would be announced as empty. */
export function ActionsHeader() {
  return (
    <Table.Th>
      <VisuallyHidden>{say('look.whatCanBeDone')}</VisuallyHidden>
    </Table.Th>
  );
}
