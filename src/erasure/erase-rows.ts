import { FAILURE_WORDS } from '../actions/failure-words.ts';
import { type Queryable, runStatement } from '../database/statement.ts';
import type { ActionId, ProjectId } from '../ids.ts';
import type { ContentHash } from '../images/image.ts';

/** The maximum number of rows of one statement, so that it stays far below the statement timeout. */
const ROWS_MAX = 5_000;

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Clears requests and messages of engines; kinds, prices, times and refunds stay. */
export async function eraseActions(transaction: Queryable, projectId: ProjectId): Promise<void> {
  for (let after: string | null = FIRST_ID; after !== null;) {
    const [erased]: { last: ActionId | null }[] = await runStatement(transaction, {
      name: 'erasure_actions',
      text: `with part as (
          select id from actions where project_id = $1 and id > $2 order by id limit ${ROWS_MAX}
        ), erased as (
          update actions a set prompt = null, model = null, styling = null, background = null, note = null,
            failure_message = $3::jsonb ->> a.failure_code
          from part where a.project_id = $1 and a.id = part.id
        )
        select (select id from part order by id desc limit 1) as last`,
      values: [projectId, after, JSON.stringify(FAILURE_WORDS)],
    });
    after = erased?.last ?? null;
  }
}

/** Deletes the images, announced ones too. Returns the pictures that they had. */
export async function eraseImages(transaction: Queryable, projectId: ProjectId): Promise<ContentHash[]> {
  const pictures: ContentHash[] = [];
  for (;;) {
    const deleted = await runStatement<{ contentHash: ContentHash | null }>(transaction, {
      name: 'erasure_images',
      text: `delete from images i using (select id from images where project_id = $1 limit ${ROWS_MAX}) part
        where i.project_id = $1 and i.id = part.id returning i.content_hash as "contentHash"`,
      values: [projectId],
    });
    pictures.push(...deleted.flatMap(({ contentHash }) => contentHash ?? []));
    if (deleted.length < ROWS_MAX) return pictures;
  }
}

/** Clears what webhooks and e-mails would repeat: the words of engines, and the name of the project. */
export async function eraseMessages(transaction: Queryable, projectId: ProjectId, name: string): Promise<void> {
  await runStatement(transaction, {
    name: 'erasure_deliveries',
    text: `update webhook_deliveries d
      set facts = jsonb_set(d.facts, '{failure,message}', to_jsonb($2::jsonb ->> (d.facts #>> '{failure,code}')))
      from webhook_endpoints e join projects p on p.workspace_id = e.workspace_id
      where p.id = $1 and d.endpoint_id = e.id and d.event = 'ACTION_FAILED' and d.facts ->> 'projectId' = p.id::text`,
    values: [projectId, JSON.stringify(FAILURE_WORDS)],
  });
  await runStatement(transaction, {
    name: 'erasure_mails',
    text: `update mails m set facts = m.facts || jsonb_build_object('projectName', $2::text)
      from mail_recipients r join projects p on p.workspace_id = r.workspace_id
      where p.id = $1 and m.recipient_id = r.id and m.facts ->> 'projectId' = p.id::text`,
    values: [projectId, name],
  });
}

/** Deletes the share links, because their titles are texts of the project. Comments and verdicts were deleted with the images. */
export async function eraseShareLinks(transaction: Queryable, projectId: ProjectId): Promise<void> {
  await runStatement(transaction, {
    name: 'erasure_share_links',
    text: 'delete from share_links where project_id = $1',
    values: [projectId],
  });
}
