import DataLoader from 'dataloader';
import type { ProjectId } from '../ids.ts';
import type { EntryPosition, LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Project } from '../ledger/project.ts';

/** The result of a read of a feed's missed entries. */
export interface MissedEntries {
  /** Null: the project does not exist. */
  readonly project: Project | null;
  /** Oldest first. */
  readonly entries: readonly LedgerEntry[];
}

export interface FeedReadsOptions {
  /** Returns the existing projects after settling them. */
  readonly findProjects: (ids: readonly ProjectId[]) => Promise<Project[]>;
  readonly entriesAfterEach: (positions: readonly EntryPosition[], max: number) => Promise<LedgerEntry[]>;
}

export type FeedReads = DataLoader<EntryPosition, MissedEntries>;

/** How many projects are read at once, and how many entries of each: 5,000 entries at most. */
const PROJECTS_MAX = 50;
const ENTRIES_MAX = 100;

/**
 * Reads missed entries. What the feeds request in one turn of the event loop, as after a notification of many projects, is read
 * by two statements. A feed requests nothing more until it is answered, so each position is of another project.
 */
export function feedReads({ findProjects, entriesAfterEach }: FeedReadsOptions): FeedReads {
  return new DataLoader(
    async (positions) => {
      const [projects, entries] = await Promise.all([
        findProjects(positions.map(({ projectId }) => projectId)),
        entriesAfterEach(positions, ENTRIES_MAX),
      ]);
      const byId = new Map(projects.map((project) => [project.id, project]));
      const entriesById = Map.groupBy(entries, ({ projectId }) => projectId);
      return positions.map(({ projectId }) => ({
        project: byId.get(projectId) ?? null,
        entries: entriesById.get(projectId) ?? [],
      }));
    },
    { cache: false, maxBatchSize: PROJECTS_MAX },
  );
}
