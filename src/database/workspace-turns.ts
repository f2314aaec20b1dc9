import pLimit, { type LimitFunction } from 'p-limit';
import type { WorkspaceId } from '../ids.ts';

/**
 * Runs the writers of one workspace one after the other, in this process. A writer that waits for `lockWorkspace` would
 * occupy a connection of the pool; here it waits without one, and never for another workspace's.
 */
export class WorkspaceTurns {
  readonly #turns = new Map<WorkspaceId, LimitFunction>();

  async run<Result>(workspaceId: WorkspaceId, write: () => Promise<Result>): Promise<Result> {
    const known = this.#turns.get(workspaceId);
    const turn = known ?? pLimit(1);
    if (!known) this.#turns.set(workspaceId, turn);
    try {
      return await turn(write);
    } finally {
      if (turn.activeCount + turn.pendingCount === 0) this.#turns.delete(workspaceId);
    }
  }
}
