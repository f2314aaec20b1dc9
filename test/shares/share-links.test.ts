import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readTypeId } from '../../src/graphql/ids/type-id.ts';
import { DAY_MS } from '../../src/instant.ts';
import { OPEN_LINKS_MAX } from '../../src/shares/share-links.ts';
import { auditLog } from '../support/access-operations.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { Guest } from '../support/guest.ts';
import { archiveProject } from '../support/operations.ts';
import { photograph } from '../support/photograph.ts';
import { deleteImage, eraseProject } from '../support/picture-operations.ts';
import { createShareLink, revokeShareLink, shareLinks } from '../support/share-operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { openUpload, uploadPicture } from '../support/upload-picture.ts';

let studio: Studio;
let admin: GraphqlClient;
let editor: GraphqlClient;
let projectId: string;
let imageIds: string[];

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  admin = await studio.client();
  editor = await studio.client('EDITOR');
});
beforeEach(async () => {
  projectId = await studio.newProject(admin, 0);
  imageIds = [];
  for (const seed of [1, 2]) {
    const { bytes } = await photograph({ width: 40, height: 30, seed, format: 'png' });
    imageIds.push(await uploadPicture(admin, projectId, bytes));
  }
});
afterAll(() => studio.stop());

function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}

function request(changed: object = {}) {
  const idempotencyKey = randomUUID();
  return { projectId, imageIds, title: 'Spring', endsAt: inDays(7), allowsComments: true, idempotencyKey, ...changed };
}

async function create(changed: object = {}) {
  const { createShareLink: made } = await editor.send(createShareLink, { input: request(changed) });
  if (made.__typename !== 'CreatedShareLink') throw new Error(`refused: ${made.__typename}`);
  return made;
}

async function linksOf(project = projectId) {
  return (await admin.send(shareLinks, { project })).project?.shareLinks.nodes ?? [];
}

async function problem(changed: object): Promise<string> {
  const { errors } = await editor.ask(createShareLink, { input: request(changed) });
  return errors?.[0]?.message ?? 'none';
}

describe('a share link', () => {
  test('is created with its pictures in order, and its URL with the secret in the fragment is returned once', async () => {
    const ordered = imageIds.toReversed();
    const { shareLink, url, replayed } = await create({ imageIds: ordered });
    expect(shareLink).toMatchObject({ title: 'Spring', allowsComments: true, allowsDownload: false });
    expect(shareLink.images.map(({ id }) => id)).toEqual(ordered);
    expect(url).toMatch(new RegExp(`^${studio.url}/s#dks_[0-9a-f]{64}$`));
    expect(replayed).toBe(false);
    expect(JSON.stringify(await linksOf())).not.toContain('dks_');
  });

  test('is returned without its secret for a repeated idempotency key, and refused if the input differs', async () => {
    const input = request();
    const [first, again] = await Promise.all([1, 2].map(() => editor.send(createShareLink, { input })));
    const made = [first, again].map((answer) => answer?.createShareLink);
    expect(made.map((each) => each?.__typename)).toEqual(['CreatedShareLink', 'CreatedShareLink']);
    const urls = made.map((each) => (each?.__typename === 'CreatedShareLink' ? each.url : 'refused'));
    expect(urls.filter((url) => url === null)).toHaveLength(1);
    expect(await linksOf()).toHaveLength(1);
    const other = await editor.send(createShareLink, { input: { ...input, title: 'Summer' } });
    expect(other.createShareLink.__typename).toBe('IdempotencyConflictError');
  });

  test.each([
    ['no picture', () => ({ imageIds: [] }), /imageIds must name 1 to 100 images/],
    ['a picture twice', () => ({ imageIds: [imageIds[0], imageIds[0]] }), /imageIds must name each image once/],
    ['101 pictures', () => ({ imageIds: Array.from({ length: 101 }, () => imageIds[0]) }), /at most 100 images/],
    ['an end in the past', () => ({ endsAt: inDays(-1) }), /endsAt must be in the future/],
    ['an end after 90 days', () => ({ endsAt: inDays(91) }), /at most 90 days ahead/],
    ['an empty title', () => ({ title: '' }), /title must be 1 to 200 characters long/],
    ['a title that hides something', () => ({ title: 'Sp\u202ering' }), /U\+202E is not allowed/],
    ['a title of two lines', () => ({ title: 'Spring\nSummer' }), /U\+000A is not allowed/],
  ])('is refused with %s', async (_what, changed, message) => {
    expect(await problem(changed())).toMatch(message);
    expect(await linksOf()).toEqual([]);
  });

  test('is refused with a picture of another project, and with an unfinished upload', async () => {
    const other = await studio.newProject(admin, 0);
    const foreign = await uploadPicture(
      admin,
      other,
      (await photograph({ width: 40, height: 30, format: 'png' })).bytes,
    );
    const { imageId: announced } = await openUpload(admin, projectId, 100);
    for (const id of [foreign, announced]) {
      expect(await problem({ imageIds: [...imageIds, id] })).toBe('imageIds: there is no such image in this project');
    }
  });

  test('is revoked once, and listed with other links, including revoked ones, newest first', async () => {
    const [first, second] = [await create({ title: 'First' }), await create({ title: 'Second' })];
    const revoked = (await editor.send(revokeShareLink, { id: first.shareLink.id })).revokeShareLink;
    expect(revoked.revokedAt).not.toBeNull();
    expect((await editor.send(revokeShareLink, { id: first.shareLink.id })).revokeShareLink).toEqual(revoked);
    const listed = await linksOf();
    expect(listed.map(({ id }) => id)).toEqual([second.shareLink.id, first.shareLink.id]);
    const acts = (await admin.send(auditLog, { first: 3 })).auditLog.nodes.map(({ act }) => act);
    expect(acts).toEqual(['SHARE_LINK_REVOKED', 'SHARE_LINK_CREATED', 'SHARE_LINK_CREATED']);
  });

  test('is refused if the project has 200 open links, until one is revoked', async () => {
    const { shareLink } = await create();
    await studio.app.database.pool.query(
      `insert into share_links (id, project_id, secret_hash, title, ends_at, allows_comments, allows_download, created_by,
          created_at, idempotency_key, request_hash)
        select gen_random_uuid(), $1, sha256(n::text::bytea), 'x', now() + interval '1 day', false, false, 'x', now(), n::text, ''
        from generate_series(2, $2::int) n`,
      [readTypeId('prj', projectId, 'projectId'), OPEN_LINKS_MAX],
    );
    expect(await problem({})).toMatch(/200 open share links/);
    await editor.send(revokeShareLink, { id: shareLink.id });
    expect(await problem({})).toBe('none');
  });
});

describe('deletion', () => {
  test('of an image removes it from its links, and erasure of a project removes its links', async () => {
    const { url } = await create();
    const guest = new Guest(studio.url, url?.split('#')[1] ?? '');
    await editor.send(deleteImage, { id: imageIds[0] ?? '' });
    expect((await guest.open()).body.pictures.map(({ id }) => id)).toEqual(imageIds.slice(1));
    expect((await linksOf())[0]?.images).toHaveLength(1);
    await guest.comment(imageIds[1] ?? '', 'Maria', 'erase me');
    await admin.send(archiveProject, { id: projectId });
    await admin.send(eraseProject, { id: projectId });
    expect(await linksOf()).toEqual([]);
    expect((await guest.open()).body.error?.code).toBe('UNAUTHENTICATED');
    const { rows } = await studio.app.database.pool.query("select from image_comments where text = 'erase me'");
    expect(rows).toEqual([]);
  });

  test('at the same time as the creation of links and writes of guests causes no deadlock', async () => {
    const { url } = await create();
    const guest = new Guest(studio.url, url?.split('#')[1] ?? '');
    const [first = '', second = ''] = imageIds;
    const outcomes = await Promise.allSettled([
      ...[1, 2, 3].flatMap((number) => [
        guest.decide(first, `Maria ${number}`, 'APPROVED'),
        guest.comment(second, `Maria ${number}`, 'good'),
        editor.ask(createShareLink, { input: request() }),
      ]),
      editor.ask(deleteImage, { id: first }),
      editor.ask(deleteImage, { id: second }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(JSON.stringify(outcomes)).not.toMatch(/INTERNAL|UNAVAILABLE/);
    expect((await guest.open()).body.pictures).toEqual([]);
  });
});
