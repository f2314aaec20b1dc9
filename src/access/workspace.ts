/** Whatever belongs to one workspace is invisible to every other. */
export type WorkspaceId = string & { readonly idOf: 'workspace' };

export interface Workspace {
  readonly id: WorkspaceId;
  readonly name: string;
}
