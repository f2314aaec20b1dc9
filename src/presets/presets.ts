import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import { lockWorkspace } from '../database/workspace-lock.ts';
import type { NewId, PresetId, ProjectId, WorkspaceId } from '../ids.ts';
import { optionalRatio } from '../input/aspect-ratio.ts';
import { checkInput, invalid } from '../input/invalid-input.ts';
import { optionalText, text } from '../input/rules.ts';
import type { Instant } from '../instant.ts';
import { ID_MAX, ID_MIN, type PageRange, readDirection } from '../page-range.ts';

export const PRESETS_PER_WORKSPACE_MAX = 500;

/** A named set of words for a Prompt, shared in the workspace. */
export interface Preset extends PresetDetails {
  readonly id: PresetId;
  readonly workspaceId: WorkspaceId;
  readonly name: string;
  readonly prompt: string | null;
  readonly createdAt: Instant;
}

/** The details that a preset sets if a request omits them. */
export interface PresetDetails {
  readonly model: string | null;
  readonly styling: string | null;
  readonly background: string | null;
  readonly aspectRatio: string | null;
}

export type PresetWords = z.input<typeof rules>;

export interface PresetPage extends PageRange<PresetId> {
  readonly workspaceId: WorkspaceId;
}

const rules = z.object({
  name: text(200),
  prompt: optionalText(4_000),
  model: optionalText(1_000),
  styling: optionalText(1_000),
  background: optionalText(1_000),
  aspectRatio: optionalRatio,
});

const COLUMNS = `p.id, p.workspace_id as "workspaceId", p.name, p.prompt, p.model, p.styling, p.background,
  p.aspect_ratio as "aspectRatio", p.created_at as "createdAt"`;

/** Creates, changes, lists and deletes presets. Throws InvalidInputError, which names the field. */
export class Presets {
  readonly #database: Database;
  readonly #newId: NewId;
  readonly #clock: () => Instant;

  constructor({ database, newId, clock }: { database: Database; newId: NewId; clock: () => Instant }) {
    this.#database = database;
    this.#newId = newId;
    this.#clock = clock;
  }

  /** Newest first (reversed if the page is read backward), one more than the limit if there is one. */
  page(page: PresetPage): Promise<Preset[]> {
    const order = readDirection(page);
    return runStatement<Preset>(this.#database.pool, {
      name: `presets_page_${order}`,
      text: `select ${COLUMNS} from presets p where p.workspace_id = $1 and p.id < $2 and p.id > $3
        order by p.id ${order} limit $4`,
      values: [page.workspaceId, page.after ?? ID_MAX, page.before ?? ID_MIN, page.limit + 1],
    });
  }

  /** Null if the workspace has no such preset. */
  async find(workspaceId: WorkspaceId, id: PresetId): Promise<Preset | null> {
    const [preset] = await runStatement<Preset>(this.#database.pool, {
      name: 'presets_find',
      text: `select ${COLUMNS} from presets p where p.workspace_id = $1 and p.id = $2`,
      values: [workspaceId, id],
    });
    return preset ?? null;
  }

  async create(workspaceId: WorkspaceId, asked: PresetWords): Promise<Preset> {
    const preset = {
      ...checkInput(rules, asked),
      id: this.#newId<PresetId>(),
      workspaceId,
      createdAt: this.#clock(),
    };
    await this.#database.prisma.$transaction(async (transaction) => {
      await lockWorkspace(transaction, workspaceId);
      if ((await transaction.preset.count({ where: { workspaceId } })) >= PRESETS_PER_WORKSPACE_MAX) {
        throw invalid('name', `cannot be added: a workspace has at most ${PRESETS_PER_WORKSPACE_MAX} presets`);
      }
      await transaction.preset.create({ data: { ...preset, createdAt: new Date(preset.createdAt) } });
    });
    return preset;
  }

  /** Replaces all words of a preset. Null if the workspace has no such preset. */
  async update(workspaceId: WorkspaceId, id: PresetId, asked: PresetWords): Promise<Preset | null> {
    const data = checkInput(rules, asked);
    await this.#database.prisma.preset.updateMany({ where: { id, workspaceId }, data });
    return this.find(workspaceId, id);
  }

  /** False if the workspace has no such preset. */
  async delete(workspaceId: WorkspaceId, id: PresetId): Promise<boolean> {
    const { count } = await this.#database.prisma.preset.deleteMany({ where: { id, workspaceId } });
    return count > 0;
  }
}

/** The details of a preset of the workspace that the project belongs to; null if it has no such preset. */
export async function presetDetails(
  { pool }: Pick<Database, 'pool'>,
  projectId: ProjectId,
  id: PresetId,
): Promise<PresetDetails | null> {
  const [details] = await runStatement<PresetDetails>(pool, {
    name: 'presets_details',
    text: `select p.model, p.styling, p.background, p.aspect_ratio as "aspectRatio"
      from presets p join projects on projects.workspace_id = p.workspace_id where projects.id = $1 and p.id = $2`,
    values: [projectId, id],
  });
  return details ?? null;
}
