import type pg from 'pg';
import { typeIdOrNull } from '../../src/graphql/ids/type-id.ts';

/** Gives a project so many uploaded pictures, all with the bytes of the one that it has, past the API. */
export async function insertManyPictures(client: pg.Client, project: string, count: number): Promise<void> {
  await client.query(
    `insert into images (project_id, id, content_type, bytes, width, height, content_hash, file_name, created_at)
    select project_id, lpad(to_hex(number), 32, '0')::uuid, content_type, bytes, width, height, content_hash,
      'Picture ' || number || '.jpg', created_at - (($2 - number) || ' seconds')::interval - interval '1 minute'
    from images, generate_series(1, $2::int) number where project_id = $1::uuid and content_hash is not null`,
    [typeIdOrNull('prj', project), count],
  );
  await client.query('analyze images');
}
