/** An operation that a client could send. */
export interface Operation {
  readonly text: string;
  readonly variables: Record<string, unknown>;
  /** Whether it names a thing that only those who have its project may see. */
  readonly names: 'a project' | 'nothing' | 'the workspace';
}
