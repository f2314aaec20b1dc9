import { useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { graphql } from '../generated/gql.ts';
import { formatCount } from '../language/formats.ts';
import { say, sayRich } from '../language/say.ts';

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
  if (!ids) return <Text c="dimmed">{say('admin.everyProject')}</Text>;
  const [first, second, ...more] = ids;
  const projects = (
    <>
      {first !== undefined && <ProjectName id={first} />}
      {second !== undefined && (
        <>
          , <ProjectName id={second} />
        </>
      )}
    </>
  );
  return (
    <Text lineClamp={2}>
      {more.length > 0 ? sayRich('admin.andMore', { projects, count: formatCount(more.length) }) : projects}
    </Text>
  );
}

function ProjectName({ id }: { id: string }) {
  const { data } = useQuery(PROJECT_NAME, { variables: { id }, fetchPolicy: 'cache-first' });
  return data?.project?.name ?? '…';
}
