import { useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { graphql } from '../generated/gql.ts';

const PROJECT_NAME = graphql(`
  query ProjectName($id: ID!) {
    project(id: $id) {
      id
      name
    }
  }
`);

/** What a key is for: the first two names, and how many more. */
export function ProjectNames({ ids }: { ids: readonly string[] | null }) {
  if (!ids) return <Text c="dimmed">every project</Text>;
  const [first, second, ...more] = ids;
  return (
    <Text lineClamp={2}>
      {first !== undefined && <ProjectName id={first} />}
      {second !== undefined && (
        <>
          , <ProjectName id={second} />
        </>
      )}
      {more.length > 0 && ` and ${more.length} more`}
    </Text>
  );
}

function ProjectName({ id }: { id: string }) {
  const { data } = useQuery(PROJECT_NAME, { variables: { id }, fetchPolicy: 'cache-first' });
  return data?.project?.name ?? '…';
}
