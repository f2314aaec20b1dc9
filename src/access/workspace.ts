import type { WorkspaceId } from '../ids.ts';

/** Whatever belongs to one workspace is invisible to every other. */
export interface Workspace {
  readonly id: WorkspaceId;
  readonly name: string;
}
