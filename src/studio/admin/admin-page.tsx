import { useQuery } from '@apollo/client/react';
import { Code, Skeleton, Table, Text } from '@mantine/core';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import { Age } from '../look/age.tsx';
import { NotFoundPage } from '../navigation/not-found-page.tsx';
import { PageFrame } from '../navigation/page-frame.tsx';
import { useMay, useViewer } from '../session/viewer.ts';

const API_KEYS = graphql(`
  query ApiKeys {
    apiKeys {
      id
      name
      prefix
      role
      createdAt
      lastUsedAt
    }
  }
`);

/** The keys of the workspace. For ADMIN. */
export function AdminPage() {
  const viewer = useViewer();
  const isAdmin = useMay('ADMIN');
  if (viewer && !isAdmin) return <NotFoundPage />;
  return (
    <PageFrame title="Admin">
      <Text maw={640}>The keys with which people and servers reach this workspace.</Text>
      {isAdmin && <Keys />}
    </PageFrame>
  );
}

function Keys() {
  const { data, error, refetch } = useQuery(API_KEYS);
  if (error && !data) return <Problem sentence={errorSentence(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={160} />;
  return (
    <Table aria-label="Keys">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th visibleFrom="sm">Begins with</Table.Th>
          <Table.Th>Role</Table.Th>
          <Table.Th visibleFrom="sm">Made</Table.Th>
          <Table.Th>Last used</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {data.apiKeys.map(({ id, name, prefix, role, createdAt, lastUsedAt }) => (
          <Table.Tr key={id}>
            <Table.Th scope="row">{name}</Table.Th>
            <Table.Td visibleFrom="sm">
              <Code>{prefix}…</Code>
            </Table.Td>
            <Table.Td>{role}</Table.Td>
            <Table.Td visibleFrom="sm">
              <Age of={createdAt} />
            </Table.Td>
            <Table.Td>{lastUsedAt ? <Age of={lastUsedAt} /> : 'never'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
