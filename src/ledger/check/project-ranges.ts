import { type Queryable, runStatement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';
import { type CheckScope, inScope } from './check.ts';

/** A range of project ids, the first excluded. */
export type ProjectRange = readonly [after: ProjectId, last: ProjectId];

/** An entry takes about 600 bytes while it is sorted: this many fit into the `work_mem` of a check. */
const ENTRIES_OF_RANGE = 250_000;

/** Where the entries of projects are interleaved, each range reads nearly every page of their table. */
const RANGES_MAX = 20;

const [BEFORE_ALL, LAST] = ['0', 'f'].map((digit) => '00000000-0000-0000-0000-000000000000'.replaceAll('0', digit));

/** Divides the space of project ids into ranges with about equally many entries. */
export async function projectRanges(on: Queryable, { workspaceId, projectId }: CheckScope): Promise<ProjectRange[]> {
  const rows = await runStatement<{ id: ProjectId }>(on, {
    name: 'check_ranges',
    text: `select distinct on (range) id from (
        select p.id, div(sum(p.sequence) over (order by p.id) - 1,
          greatest(${ENTRIES_OF_RANGE}, ceil(sum(p.sequence) over () / ${RANGES_MAX}::numeric))) as range
        from projects p where p.sequence > 0 and ${inScope('p.id')}
      ) sized order by range, id desc`,
    values: [workspaceId, projectId],
  });
  const ends = [...rows.slice(0, -1).map(({ id }) => id), LAST as ProjectId]; // a bound in the form of an id
  return ends.map((last, index) => [ends[index - 1] ?? (BEFORE_ALL as ProjectId), last]); // as above
}
