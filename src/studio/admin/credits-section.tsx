import { Button, Group, Skeleton, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from 'wouter';
import { formatCount } from '../language/formats.ts';
import { GrantCreditsDialog } from '../credits/grant-credits-dialog.tsx';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { ProjectSummaryFragment } from '../generated/graphql.ts';
import { LiveBalance } from '../credits/live-balance.tsx';
import { ActionsHeader } from '../look/actions-header.tsx';
import { Age } from '../look/age.tsx';
import { EmptyState } from '../look/empty-state.tsx';
import { paths } from '../navigation/paths.ts';
import { useProjectSummaries } from '../projects/use-projects.ts';
import { say } from '../language/say.ts';
import { ImportCreditsDialog } from './import/import-credits-dialog.tsx';
import flush from '../look/flush-table.module.css';
import classes from './credits-section.module.css';

/** As many as the API gives at once: the neediest of them come first. */
const SHOWN_AT_ONCE = 200;

/** Which project has how much, the neediest first to be seen, and credits for each. */
export function CreditsSection() {
  const { projects, error, isLoadingMore, loadMore, retry } = useProjectSummaries('', SHOWN_AT_ONCE);
  const [granting, setGranting] = useState<{ id: string; name: string } | null>(null);
  if (error && !projects) return <Problem sentence={errorSentence(error)} onRetry={retry} />;
  if (!projects)
    return <Skeleton height={200} role="status" aria-busy="true" aria-label={say('admin.loadingBalances')} />;
  const open = projects.toSorted((one, other) => one.balance - other.balance);
  if (open.length === 0) return <EmptyState title={say('admin.noProject')} text={say('admin.noProjectHint')} />;
  return (
    <>
      <ImportButton />
      <Table aria-label={say('admin.balances')} className={flush.flush}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('admin.project')}</Table.Th>
            <Table.Th ta="end" visibleFrom="sm">
              {say('admin.balance')}
            </Table.Th>
            <Table.Th visibleFrom="sm">{say('admin.lastActivity')}</Table.Th>
            <ActionsHeader />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {open.map((project) => (
            <BalanceRow key={project.id} project={project} onGrant={() => setGranting(project)} />
          ))}
        </Table.Tbody>
      </Table>
      {loadMore && (
        <Group justify="center" gap="sm">
          <Text c="dimmed">{say('admin.activeLast', { count: formatCount(open.length) })}</Text>
          <Button variant="default" onClick={loadMore} loading={isLoadingMore}>
            {say('admin.showMore')}
          </Button>
        </Group>
      )}
      {granting && <GrantCreditsDialog project={granting} isOpen onClose={() => setGranting(null)} />}
    </>
  );
}

/** A project and its balance, which on a phone is below the name. */
function BalanceRow({ project, onGrant }: { project: ProjectSummaryFragment; onGrant: () => void }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Link href={paths.project(project.id, 'credits')} className={classes.project}>
          <bdi>{project.name}</bdi>
        </Link>
        <Text fw={400} component="div" hiddenFrom="sm">
          <LiveBalance project={project} />
        </Text>
      </Table.Th>
      <Table.Td ta="end" visibleFrom="sm">
        <LiveBalance project={project} />
      </Table.Td>
      <Table.Td visibleFrom="sm" c="dimmed">
        <Age of={project.lastActivityAt} />
      </Table.Td>
      <Table.Td ta="end">
        <Button
          size="xs"
          variant="default"
          onClick={onGrant}
          aria-label={say('admin.addCreditsTo', { project: project.name })}
        >
          {say('admin.addCredits')}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

function ImportButton() {
  const [isImporting, importing] = useDisclosure(false);
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={importing.open}>
        {say('admin.importCsv')}
      </Button>
      {isImporting && <ImportCreditsDialog onClose={importing.close} />}
    </Group>
  );
}
