import { type Queryable, runStatement } from '../database/statement.ts';
import type { EditWords } from '../engines/engine.ts';
import type { ActionId, ProjectId } from '../ids.ts';

/** How far back a lineage is read. */
const STEPS_MAX = 1_000;

/**
 * The words of the picture that an action made: its own, and those of earlier actions for the details that it does not
 * state. The prompt of an Expand describes only the added area, so it does not count.
 */
export async function wordsOfPicture(on: Queryable, projectId: ProjectId, actionId: ActionId): Promise<EditWords> {
  const [words] = await runStatement<EditWords>(on, {
    name: 'words_of_picture',
    text: `with recursive steps as (
        select 0 as back, kind, prompt, model, styling, background, parent_id
        from actions where project_id = $1 and id = $2
        union all
        select back + 1, parent.kind, parent.prompt, parent.model, parent.styling, parent.background, parent.parent_id
        from steps join actions parent on parent.project_id = $1 and parent.id = steps.parent_id
        where back < ${STEPS_MAX}
      )
      select coalesce((array_agg(prompt order by back) filter (where prompt is not null))[1], '') as prompt,
        (array_agg(model order by back) filter (where model is not null))[1] as model,
        (array_agg(styling order by back) filter (where styling is not null))[1] as styling,
        (array_agg(background order by back) filter (where background is not null))[1] as background
      from steps where kind <> 'EXPAND'`,
    values: [projectId, actionId],
  });
  return words ?? { prompt: '', model: null, styling: null, background: null };
}
