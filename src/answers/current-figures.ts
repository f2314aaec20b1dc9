import type { PriceList } from '../prices/price-list.ts';
import type { PriceLists } from '../prices/price-lists.ts';
import { hasProject, type Viewer } from '../access/viewer.ts';
import type { ProjectId, WorkspaceId } from '../ids.ts';
import type { Project } from '../ledger/project.ts';
import type { Projects } from '../projects/projects.ts';
import { BALANCE_NEEDS_KEY } from './fill-tokens.ts';

/** The most balances in an answer: those of the most recently active projects. */
const PROJECTS_MAX = 5;

const NO_PROJECT = 'This credential has no project yet, so there is no balance.';
const SEVERAL_PROJECTS = 'Each project has a balance of its own; the facts tell those of the latest activity.';

/** Who asks, which decides whose prices and balances the answer contains. */
export interface Asker {
  /** Null: the request carries no credential. */
  readonly viewer: Viewer | null;
  /** One of the viewer's projects; null: all of them. A project that the viewer may not see counts as absent. */
  readonly projectId: ProjectId | null;
}

export interface CurrentFiguresOptions {
  readonly priceLists: PriceLists;
  readonly projects: Projects;
  /** The workspace whose prices are shown to clients without a credential. */
  readonly firstWorkspaceId: () => Promise<WorkspaceId>;
}

/** Reads the figures that answers and pages contain and that change: current prices and balances. */
export class CurrentFigures {
  readonly #options: CurrentFiguresOptions;

  constructor(options: CurrentFiguresOptions) {
    this.#options = options;
  }

  /** The current prices of the viewer's workspace, or of the first workspace without a credential. */
  async prices(viewer: Viewer | null): Promise<PriceList> {
    return this.#options.priceLists.inForceNow(await this.workspaceOf(viewer));
  }

  /** The viewer's workspace, or the first one of the installation without a credential. */
  async workspaceOf(viewer: Viewer | null): Promise<WorkspaceId> {
    return viewer?.workspaceId ?? this.#options.firstWorkspaceId();
  }

  /** The projects whose balances the asker may see; null without a credential. */
  async projectsOf({ viewer, projectId }: Asker): Promise<Project[] | null> {
    const { projects } = this.#options;
    if (viewer === null) return null;
    if (projectId !== null) {
      const found = await projects.findMany([projectId]);
      return found.filter(({ id, workspaceId }) => workspaceId === viewer.workspaceId && hasProject(viewer, id));
    }
    const page = await projects.page({
      workspaceId: viewer.workspaceId,
      ids: viewer.projectIds && [...viewer.projectIds],
      limit: PROJECTS_MAX,
      order: 'LAST_ACTIVE_FIRST',
      after: null,
      before: null,
      isBackward: false,
      search: null,
      isArchived: false,
    });
    return page.slice(0, PROJECTS_MAX);
  }
}

/** The value of `{balance}`: the balance of the one project, or the sentence that replaces the one with the token. */
export function balanceToTell(projects: readonly Project[] | null): number | string {
  if (projects === null) return BALANCE_NEEDS_KEY;
  const [first, second] = projects;
  if (!first) return NO_PROJECT;
  return second ? SEVERAL_PROJECTS : first.balance;
}
