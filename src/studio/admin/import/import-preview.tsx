import { Table, Text } from '@mantine/core';
import { formatCount, formatCredits, formatDay } from '../../language/formats.ts';
import { say } from '../../language/say.ts';
import type { GrantRow } from './read-grants.ts';

/** The most rows that are shown; invalid ones come first. */
const SHOWN_MAX = 100;

/** What will happen, row by row, and which rows are wrong. */
export function ImportPreview({ rows }: { rows: readonly GrantRow[] }) {
  const wrong = rows.filter(({ problem }) => problem !== null);
  const right = rows.filter(({ grant }) => grant !== null);
  const shown = [...wrong, ...right].slice(0, SHOWN_MAX);
  return (
    <>
      <Text role="status">{summary(right, wrong.length)}</Text>
      <Table.ScrollContainer minWidth={320} maxHeight={320}>
        <Table aria-label={say('imports.willHappen')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('imports.row')}</Table.Th>
              <Table.Th>{say('imports.project')}</Table.Th>
              <Table.Th ta="end">{say('imports.credits')}</Table.Th>
              <Table.Th>{say('imports.expires')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((each) => (
              <PreviewRow key={each.row} {...each} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {rows.length > shown.length && (
        <Text c="dimmed">{say('imports.andMore', { count: formatCount(rows.length - shown.length) })}</Text>
      )}
    </>
  );
}

function PreviewRow({ row, said, grant, problem }: GrantRow) {
  return (
    <Table.Tr>
      <Table.Td>{row}</Table.Td>
      <Table.Td>
        {grant?.project.name ?? said.project}
        <Text size="xs" c={problem ? 'var(--darkroom-refusal)' : 'dimmed'}>
          {problem ? say('imports.leftOut', { problem }) : grant?.note}
        </Text>
      </Table.Td>
      <Table.Td ta="end">{grant ? `+${formatCount(grant.credits)}` : said.credits}</Table.Td>
      <Table.Td>
        {grant ? (grant.expiresAt ? formatDay(new Date(grant.expiresAt)) : say('imports.never')) : said.expiry}
      </Table.Td>
    </Table.Tr>
  );
}

/** "2 grants, 150 credits in all, to 2 projects. 1 row is wrong and left out." */
function summary(right: readonly GrantRow[], wrong: number): string {
  const credits = right.reduce((sum, { grant }) => sum + (grant?.credits ?? 0), 0);
  const projects = new Set(right.map(({ grant }) => grant?.project.id)).size;
  const grants = say('imports.summary', { grants: right.length, credits: formatCredits(credits), projects });
  return wrong === 0 ? grants : say('imports.summaryWrong', { summary: grants, wrong });
}
