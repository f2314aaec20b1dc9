import { useQuery } from '@apollo/client/react';
import { Badge, Table } from '@mantine/core';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import { actionTitle } from '../prices/action-title.ts';
import { say } from '../language/say.ts';
import flush from '../look/flush-table.module.css';

const ENGINES_IN_USE = graphql(`
  query EnginesInUse {
    engines {
      kind
      name
      isPreview
      problem
    }
  }
`);

/** Which engine performs each action, and what the operator has to fix of them. */
export function EnginesInUse() {
  const { data } = useQuery(ENGINES_IN_USE, { fetchPolicy: 'cache-and-network' });
  const engines = data?.engines ?? [];
  const problems = new Map(engines.map(({ name, problem }) => [name, problem]));
  return (
    <>
      {[...problems].map(
        ([name, problem]) =>
          problem && (
            <Problem key={name} sentence={{ title: say('admin.makesNone', { engine: name }), detail: problem }} />
          ),
      )}
      <Table aria-label={say('admin.enginesInUse')} className={flush.flush}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('admin.action')}</Table.Th>
            <Table.Th>{say('admin.engineInUse')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {engines.map(({ kind, name, isPreview }) => (
            <Table.Tr key={kind}>
              <Table.Td>{actionTitle(kind)}</Table.Td>
              <Table.Td>
                {name}{' '}
                {isPreview && (
                  <Badge size="xs" variant="default">
                    {say('admin.preview')}
                  </Badge>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
