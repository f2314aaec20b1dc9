import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DAY_MS } from '../../src/instant.ts';
import { auditLog } from '../support/access-operations.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { Guest } from '../support/guest.ts';
import { photograph } from '../support/photograph.ts';
import {
  addComment,
  createShareLink,
  deleteComment,
  feedbackChanged,
  feedbackCounts,
  feedbackOf,
} from '../support/share-operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';
import { uploadPicture } from '../support/upload-picture.ts';

let studio: Studio;
let beside: Studio;
let admin: GraphqlClient;
let editor: GraphqlClient;
let projectId: string;
let imageId: string;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  beside = await startStudio({ workers: 0, databaseUrl: studio.databaseUrl, dataFolder: studio.dataFolder });
  admin = await studio.client();
  editor = await studio.client('EDITOR');
  projectId = await studio.newProject(admin, 0);
  imageId = await uploadPicture(admin, projectId, (await photograph({ width: 40, height: 30, format: 'png' })).bytes);
});
afterAll(async () => {
  await beside.stop();
  await studio.stop();
});

async function commentsOf() {
  const { node } = await admin.send(feedbackOf, { id: imageId });
  return node && 'comments' in node ? node.comments.nodes : [];
}

async function say(client: GraphqlClient, text: string): Promise<string> {
  return (await client.send(addComment, { imageId, text })).addComment.id;
}

async function guestOf(): Promise<Guest> {
  const endsAt = new Date(Date.now() + DAY_MS).toISOString();
  const asked = { projectId, imageIds: [imageId], title: 'Spring', endsAt, allowsComments: true };
  const { createShareLink: made } = await admin.send(createShareLink, {
    input: { ...asked, idempotencyKey: randomUUID() },
  });
  if (made.__typename !== 'CreatedShareLink') throw new Error('refused');
  return new Guest(studio.url, made.url?.split('#')[1] ?? '');
}

test('a comment is stored with its author, and comments are listed newest first', async () => {
  await say(admin, 'first');
  await say(editor, 'second');
  expect((await commentsOf()).map(({ text, isGuest }) => [text, isGuest])).toEqual([
    ['second', false],
    ['first', false],
  ]);
});

test('a viewer can read comments but not write them', async () => {
  const viewer = await studio.client('VIEWER');
  const { errors } = await viewer.ask(addComment, { imageId, text: 'hello' });
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const { node } = await viewer.send(feedbackOf, { id: imageId });
  expect(node).toHaveProperty('comments');
});

test('an editor can delete only own comments, an admin all comments, and the audit log records each deletion', async () => {
  const [own, other] = [await say(editor, 'mine'), await say(admin, 'of the admin')];
  const { errors } = await editor.ask(deleteComment, { id: other });
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  await editor.send(deleteComment, { id: own });
  await (await guestOf()).comment(imageId, 'Maria', 'of a guest');
  const ofGuest = (await commentsOf()).find(({ isGuest }) => isGuest)?.id ?? '';
  await admin.send(deleteComment, { id: ofGuest });
  const gone = await admin.ask(deleteComment, { id: ofGuest });
  expect(gone.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  const [entry] = (await admin.send(auditLog, { first: 1 })).auditLog.nodes;
  expect(entry).toMatchObject({ act: 'COMMENT_DELETED', subjectId: ofGuest });
});

test('the numbers of comments and of last verdicts are read for many pictures at once', async () => {
  const { bytes } = await photograph({ width: 20, height: 30, format: 'png' });
  const liked = await uploadPicture(admin, projectId, bytes);
  const unseen = await uploadPicture(admin, projectId, bytes);
  const endsAt = new Date(Date.now() + DAY_MS).toISOString();
  const asked = { projectId, imageIds: [liked], title: 'Counted', endsAt, allowsComments: true };
  const { createShareLink: made } = await admin.send(createShareLink, {
    input: { ...asked, idempotencyKey: randomUUID() },
  });
  if (made.__typename !== 'CreatedShareLink') throw new Error('refused');
  const guest = new Guest(studio.url, made.url?.split('#')[1] ?? '');
  await guest.decide(liked, 'Maria', 'CHANGES_WANTED');
  await guest.decide(liked, 'Maria', 'APPROVED');
  await guest.decide(liked, 'Olga', 'CHANGES_WANTED');
  await guest.comment(liked, 'Olga', 'larger');
  await admin.send(addComment, { imageId: liked, text: 'done' });
  const { project } = await admin.send(feedbackCounts, { project: projectId });
  const countsOf = (id: string) => project?.images.nodes.find((image) => image.id === id)?.feedbackCounts;
  expect(countsOf(liked)).toEqual({ comments: 2, approvals: 1, changesWanted: 1 });
  expect(countsOf(unseen)).toEqual({ comments: 0, approvals: 0, changesWanted: 0 });
});

test('a guest who uses the name of a key cannot delete comments of that key', async () => {
  const viewerName = (await commentsOf())[0]?.author ?? '';
  await (await guestOf()).comment(imageId, viewerName, 'pretending');
  const pretended = (await commentsOf()).find(({ text }) => text === 'pretending');
  expect(pretended).toMatchObject({ author: viewerName, isGuest: true });
});

test.each([
  ['this process', () => studio],
  ['another process', () => beside],
])('subscribers of the project through %s are notified of comments and verdicts', async (_which, of) => {
  const key = admin.authorization.replace('Bearer ', '');
  const watcher = new GraphqlClient(of().url, key);
  const told: string[] = [];
  const changes = watcher.socket.iterate<{ feedbackChanged: { imageId: string } }>({
    query: String(feedbackChanged),
    variables: { projectId },
  });
  const reading = (async () => {
    for await (const { data } of changes) told.push(data?.feedbackChanged.imageId ?? 'nothing');
  })();
  const guest = await guestOf();
  // A subscription sends only later changes.
  await until(async () => {
    await guest.decide(imageId, 'Maria', 'APPROVED');
    return told.length > 0;
  });
  const before = told.length;
  await say(editor, 'live');
  await until(() => told.length > before);
  expect(new Set(told)).toEqual(new Set([imageId]));
  await changes.return?.();
  await reading;
});
