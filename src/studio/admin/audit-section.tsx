import { Button, Skeleton, Table, Text } from '@mantine/core';
import { Link } from 'wouter';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { AuditLineFragment } from '../generated/graphql.ts';
import { actorName } from '../look/actor-name.ts';
import { EmptyState } from '../look/empty-state.tsx';
import { formatInstant } from '../language/formats.ts';
import { paths } from '../navigation/paths.ts';
import { say } from '../language/say.ts';
import { ACT_WORD, changesInWords } from './audit-sentence.ts';
import { graphql } from '../generated/gql.ts';
import { usePages } from '../api/use-pages.ts';
import flush from '../look/flush-table.module.css';
import classes from './audit-section.module.css';
import { retryOf } from '../errors/retry-of.ts';

/** What admins did to the workspace, newest first. */
export function AuditSection() {
  const { entries, error, isLoadingMore, loadMore, retry } = useAuditLog();
  if (error && !entries) return <Problem sentence={errorSentence(error)} onRetry={retry} />;
  if (!entries) return <Skeleton height={200} role="status" aria-busy="true" aria-label={say('audit.loading')} />;
  if (entries.length === 0) {
    return <EmptyState title={say('audit.nothing')} text={say('audit.nothingHint')} />;
  }
  return (
    <>
      <Table aria-label={say('audit.log')} className={flush.flush}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th visibleFrom="sm">{say('audit.when')}</Table.Th>
            <Table.Th>{say('audit.what')}</Table.Th>
            <Table.Th visibleFrom="sm">{say('audit.project')}</Table.Th>
            <Table.Th visibleFrom="sm">{say('audit.by')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </Table.Tbody>
      </Table>
      {loadMore && (
        <Button variant="default" onClick={loadMore} loading={isLoadingMore} mx="auto">
          {say('audit.showMore')}
        </Button>
      )}
    </>
  );
}

function AuditRow({ entry }: { entry: AuditLineFragment }) {
  const { act, createdAt, project } = entry;
  const actor = actorName(entry.actor);
  const words = changesInWords(entry).join(', ');
  return (
    <Table.Tr>
      <Table.Td visibleFrom="sm" c="dimmed" className={classes.when}>
        {formatInstant(createdAt)}
      </Table.Td>
      <Table.Td className={classes.what}>
        <Text fw={600} span>
          {say(ACT_WORD[act])}
        </Text>
        {words && <Text span>{`: ${words}`}</Text>}
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {[formatInstant(createdAt), project?.name, actor].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {project && (
          <Link href={paths.project(project.id, 'history')} className={classes.project}>
            <bdi>{project.name}</bdi>
          </Link>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm" className={classes.by}>
        {actor}
      </Table.Td>
    </Table.Tr>
  );
}

export const AUDIT_LINE = graphql(`
  fragment AuditLine on AuditEntry {
    id
    actor
    act
    subjectId
    createdAt
    project {
      id
      name
    }
    changes {
      field
      before
      after
    }
  }
`);

const AUDIT_LOG = graphql(`
  query AuditLog($first: Int = 50, $after: String) {
    auditLog(first: $first, after: $after) {
      edges {
        cursor
        node {
          ...AuditLine
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

interface KnownAuditLog {
  /** Newest first; undefined until the server has answered. */
  readonly entries: readonly AuditLineFragment[] | undefined;
  readonly error: unknown;
  readonly isLoadingMore: boolean;
  /** Null where there are no more. */
  readonly loadMore: (() => void) | null;
  readonly retry: () => void;
}

function useAuditLog(): KnownAuditLog {
  const { nodes, refetch, ...pages } = usePages(AUDIT_LOG, { variables: {} }, ({ auditLog }) => auditLog);
  return { ...pages, entries: nodes, retry: retryOf(refetch) };
}
