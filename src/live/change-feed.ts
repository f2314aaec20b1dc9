import type { ProjectId } from '../ids.ts';

/** Receives every changed item of a project. */
export interface ChangeListener<Item> {
  onChange(item: Item): void;
}

/** Passes changed items of one kind, such as actions, to the watchers of their projects in this process. */
export class ChangeFeed<Item extends { readonly projectId: ProjectId }> {
  readonly #listeners = new Map<ProjectId, Set<ChangeListener<Item>>>();

  changed(item: Item): void {
    for (const listener of this.#listeners.get(item.projectId) ?? []) listener.onChange(item);
  }

  watchedProjects(): ProjectId[] {
    return [...this.#listeners.keys()];
  }

  isWatching(projectId: ProjectId): boolean {
    return this.#listeners.has(projectId);
  }

  get watches(): number {
    return [...this.#listeners.values()].reduce((sum, listeners) => sum + listeners.size, 0);
  }

  /** Passes every later change to the listener. */
  watch(projectId: ProjectId, listener: ChangeListener<Item>): void {
    const listeners = this.#listeners.get(projectId) ?? new Set();
    this.#listeners.set(projectId, listeners.add(listener));
  }

  leave(projectId: ProjectId, listener: ChangeListener<Item>): void {
    const listeners = this.#listeners.get(projectId);
    if (listeners?.delete(listener) && listeners.size === 0) this.#listeners.delete(projectId);
  }
}
