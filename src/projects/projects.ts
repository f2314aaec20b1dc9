import type { Database } from '../database/database.ts';
import { runStatement, type Statement } from '../database/statement.ts';
import type { NewId, ProjectId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { nextDueAt, type Project, PROJECT_COLUMNS } from '../ledger/project.ts';
import { activeAt, pageStatement, type ProjectPage } from './project-page.ts';

/** How many projects' workspaces are cached: about 10 MB. */
const WORKSPACES_MAX = 50_000;

export interface ProjectChanges {
  readonly name?: string;
  /** Null removes the threshold. */
  readonly lowBalanceThreshold?: number | null;
}

/**
 * The projects of a workspace. Reading settles a project: due expiries are written first, so that no returned balance
 * contains expired credits.
 */
export class Projects {
  readonly #database: Database;
  readonly #ledger: Ledger;
  readonly #newId: NewId;
  readonly #clock: () => Instant;
  readonly #workspaces = new Map<ProjectId, WorkspaceId>();

  constructor({
    database,
    ledger,
    newId,
    clock,
  }: {
    database: Database;
    ledger: Ledger;
    newId: NewId;
    clock: () => Instant;
  }) {
    this.#database = database;
    this.#ledger = ledger;
    this.#newId = newId;
    this.#clock = clock;
  }

  /** The existing projects among these ids, in no particular order. */
  async findMany(ids: readonly ProjectId[]): Promise<Project[]> {
    return this.#read({
      name: 'projects_find',
      text: `select ${PROJECT_COLUMNS} from projects p where p.id = any($1::uuid[])`,
      values: [ids],
    });
  }

  /** One more than the limit if there is one. */
  async page(page: ProjectPage): Promise<Project[]> {
    const read = await runStatement<Project>(this.#database.pool, pageStatement(page));
    const settled = await Promise.all(read.map((project) => this.#settled(project)));
    const hasMoved = settled.some((project, place) => activeAt(project) !== activeAt(read[place] ?? project));
    // Settling writes lines for expired credits, which changes the place of a project in the order by activity.
    return hasMoved && page.order === 'LAST_ACTIVE_FIRST' ? this.page(page) : settled;
  }

  async create(workspaceId: WorkspaceId, name: string, lowBalanceThreshold: number | null): Promise<Project> {
    const id = this.#newId<ProjectId>();
    const createdAt = this.#clock();
    await this.#database.prisma.project.create({
      data: { id, workspaceId, name, lowBalanceThreshold, createdAt: new Date(createdAt) },
    });
    return {
      id,
      workspaceId,
      name,
      balance: 0,
      sequence: 0,
      lowBalanceThreshold,
      nextExpiryAt: null,
      allowance: null,
      lastEntryAt: null,
      createdAt,
      archivedAt: null,
      erasedAt: null,
    };
  }

  /** Null if the workspace has no such project. An erased project stays as it is. */
  async update(workspaceId: WorkspaceId, id: ProjectId, changes: ProjectChanges): Promise<Project | null> {
    await this.#database.prisma.project.updateMany({ where: { id, workspaceId, erasedAt: null }, data: changes });
    return this.#find(workspaceId, id);
  }

  /** The workspace of a project; null if it does not exist. It never changes, so it is cached without an expiry. */
  async workspaceOf(id: ProjectId): Promise<WorkspaceId | null> {
    const known = this.#workspaces.get(id);
    if (known !== undefined) return known;
    const [row] = await runStatement<{ workspaceId: WorkspaceId }>(this.#database.pool, {
      name: 'projects_workspace',
      text: 'select workspace_id as "workspaceId" from projects where id = $1',
      values: [id],
    });
    if (!row) return null;
    if (this.#workspaces.size >= WORKSPACES_MAX) this.#workspaces.clear();
    this.#workspaces.set(id, row.workspaceId);
    return row.workspaceId;
  }

  async #find(workspaceId: WorkspaceId, id: ProjectId): Promise<Project | null> {
    const [project] = await this.findMany([id]);
    return project?.workspaceId === workspaceId ? project : null;
  }

  async #read(statement: Statement): Promise<Project[]> {
    const projects = await runStatement<Project>(this.#database.pool, statement);
    return Promise.all(projects.map((project) => this.#settled(project)));
  }

  async #settled(project: Project): Promise<Project> {
    const dueAt = nextDueAt(project);
    if (dueAt === null || dueAt > this.#clock()) return project;
    const outcome = await this.#ledger.settle(project.id);
    return outcome ?? project;
  }
}
