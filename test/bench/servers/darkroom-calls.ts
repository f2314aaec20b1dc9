import type { ProjectId } from '../../../src/ids.ts';
import type { LiveServerCalls } from '../live/live-server.ts';

export interface DarkroomSettings {
  readonly databaseUrl: string;
  /** Null: PostgreSQL carries notifications. */
  readonly natsUrl: string | null;
  readonly dataFolder: string;
  /** Whether the server collects metrics, as with METRICS_PORT. */
  readonly hasMetrics: boolean;
}

/** The key of the workspace that the first server on a database makes. */
export const KEY = 'the-key-of-the-bench-0123456789abcdef';

export interface BenchProject {
  readonly id: ProjectId;
  /** As the API names it. */
  readonly typeId: string;
}

/** A whole server of Darkroom without workers, and what only the suite asks of it. */
export interface DarkroomCalls extends LiveServerCalls {
  /** Makes projects, each with credits that no run can spend. `publish` and `subscriptions` count through them. */
  makeProjects(count: number): Promise<BenchProject[]>;
}
