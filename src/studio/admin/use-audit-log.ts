import { graphql } from '../generated/gql.ts';
import type { AuditLineFragment } from '../generated/graphql.ts';
import { usePages } from '../api/use-pages.ts';

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
  query AuditLog($after: String) {
    auditLog(first: 50, after: $after) {
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

export interface KnownAuditLog {
  /** Newest first; undefined until the server has answered. */
  readonly entries: readonly AuditLineFragment[] | undefined;
  readonly error: unknown;
  readonly isLoadingMore: boolean;
  /** Null where there are no more. */
  readonly loadMore: (() => void) | null;
  readonly retry: () => void;
}

export function useAuditLog(): KnownAuditLog {
  const { nodes, refetch, ...pages } = usePages(AUDIT_LOG, { variables: {} }, ({ auditLog }) => auditLog);
  return { ...pages, entries: nodes, retry: () => void refetch().catch(() => undefined) };
}
