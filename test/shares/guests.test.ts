import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readTypeId } from '../../src/graphql/ids/type-id.ts';
import { DAY_MS } from '../../src/instant.ts';
import { COMMENTS_PER_LINK_MAX, GUESTS_PER_LINK_MAX } from '../../src/shares/feedback.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { Guest } from '../support/guest.ts';
import { photograph } from '../support/photograph.ts';
import { addComment, createShareLink, feedbackOf, revokeShareLink, shareLinks } from '../support/share-operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { uploadPicture } from '../support/upload-picture.ts';
import { makeThings } from '../support/make-things.ts';
import { nodeOperations, rootOperations, outcomeOf } from '../support/whole-api.ts';

let studio: Studio;
let admin: GraphqlClient;
let aheadMs = 0;
let projectId: string;
let imageId: string;
let secret: string;
let linkId: string;
let guest: Guest;

beforeAll(async () => {
  studio = await startStudio({ workers: 0, clock: () => Date.now() + aheadMs, sellsCredits: true });
  admin = await studio.client();
});
beforeEach(async () => {
  aheadMs = 0;
  projectId = await studio.newProject(admin, 0);
  const { bytes } = await photograph({ width: 1200, height: 900, seed: 7, format: 'png' });
  imageId = await uploadPicture(admin, projectId, bytes);
  ({ secret, linkId } = await share());
  guest = new Guest(studio.url, secret);
});
afterAll(() => studio.stop());

async function share(changed: object = {}): Promise<{ secret: string; linkId: string }> {
  const endsAt = new Date(Date.now() + DAY_MS).toISOString();
  const asked = { projectId, imageIds: [imageId], title: 'Spring', endsAt, allowsComments: true };
  const input = { ...asked, idempotencyKey: randomUUID(), ...changed };
  const { createShareLink: made } = await admin.send(createShareLink, { input });
  if (made.__typename !== 'CreatedShareLink') throw new Error(`refused: ${made.__typename}`);
  return { secret: made.url?.split('#')[1] ?? '', linkId: made.shareLink.id };
}

async function codeOf(asking: ReturnType<Guest['open']>): Promise<string> {
  const { status, body } = await asking;
  return `${status} ${body.error?.code}`;
}

async function insideOf(id = imageId) {
  const { node } = await admin.send(feedbackOf, { id });
  return node && 'verdicts' in node ? node : { verdicts: [], comments: { nodes: [] } };
}

describe('a guest', () => {
  test('sees the title, the end and the pictures, but no prompts, balances or names of keys', async () => {
    await admin.send(addComment, { imageId, text: 'only for us' });
    const { status, body } = await guest.open();
    expect(status).toBe(200);
    expect(body).toMatchObject({ title: 'Spring', allowsComments: true });
    expect(body.pictures).toMatchObject([{ id: imageId, width: 1200, downloadUrl: null, verdicts: [], comments: [] }]);
    expect(JSON.stringify(body)).not.toContain('only for us');
    const { thumbnailUrl, url } = body.pictures[0] ?? { thumbnailUrl: '', url: '' };
    expect(thumbnailUrl).toContain('width=512');
    for (const address of [thumbnailUrl, url]) expect((await fetch(address)).status).toBe(200);
  });

  test('downloads a picture in full size if the link allows it, with a file name that does not contain the prompt', async () => {
    const open = new Guest(studio.url, (await share({ allowsDownload: true })).secret);
    const address = (await open.open()).body.pictures[0]?.downloadUrl ?? '';
    const response = await fetch(address);
    expect(response.headers.get('content-disposition')).toContain('picture 1.png');
  });

  test('gives a verdict under a name: the last one counts, and people of the project can read it', async () => {
    await guest.decide(imageId, 'Maria', 'CHANGES_WANTED');
    await guest.decide(imageId, 'Jo', 'CHANGES_WANTED');
    const { body } = await guest.decide(imageId, 'MARIA', 'APPROVED');
    expect(body.verdicts).toMatchObject([
      { name: 'Jo', verdict: 'CHANGES_WANTED' },
      { name: 'MARIA', verdict: 'APPROVED' },
    ]);
    expect((await insideOf()).verdicts).toEqual([
      { guest: 'MARIA', verdict: 'APPROVED' },
      { guest: 'Jo', verdict: 'CHANGES_WANTED' },
    ]);
  });

  test('comments, is marked as a guest, and reads only comments by guests of the same link', async () => {
    const elsewhere = new Guest(studio.url, (await share()).secret);
    await elsewhere.comment(imageId, 'Elsa', 'elsewhere');
    const { body } = await guest.comment(imageId, 'Maria', 'The clasp,\nplease: brighter');
    expect(body.comments).toMatchObject([{ name: 'Maria', text: 'The clasp,\nplease: brighter' }]);
    const { nodes } = (await insideOf()).comments;
    expect(nodes.map(({ author, isGuest }) => [author, isGuest])).toEqual([
      ['Maria', true],
      ['Elsa', true],
    ]);
  });

  test('is counted by the link: views, verdicts, comments', async () => {
    await guest.open();
    await guest.open();
    await guest.decide(imageId, 'Maria', 'APPROVED');
    await guest.decide(imageId, 'Jo', 'CHANGES_WANTED');
    await guest.comment(imageId, 'Jo', 'brighter');
    const { project } = await admin.send(shareLinks, { project: projectId });
    expect(project?.shareLinks.nodes).toMatchObject([{ opened: 2, approvals: 1, changesWanted: 1, comments: 1 }]);
  });

  test('cannot comment if the link does not allow it', async () => {
    const silent = new Guest(studio.url, (await share({ allowsComments: false })).secret);
    expect(await codeOf(silent.comment(imageId, 'Maria', 'hello'))).toBe('403 FORBIDDEN');
    expect((await silent.decide(imageId, 'Maria', 'APPROVED')).status).toBe(200);
  });

  test('loses no verdict when others give theirs at the same time', async () => {
    const names = Array.from({ length: 12 }, (_, number) => `Guest ${number}`);
    await Promise.all(names.flatMap((name) => [1, 2].map(() => guest.decide(imageId, name, 'APPROVED'))));
    const { verdicts } = (await guest.open()).body.pictures[0] ?? { verdicts: [] };
    expect(verdicts.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });
});

describe('the end of a link', () => {
  test('is exact: a millisecond before endsAt requests succeed, and from endsAt on they are refused', async () => {
    const endsAt = Date.now() + DAY_MS;
    const ending = new Guest(studio.url, (await share({ endsAt: new Date(endsAt).toISOString() })).secret);
    const { pictures } = (await ending.open()).body;
    // `aheadMs` stops the clock of this test at an instant.
    const at = async (instant: number, ask: () => ReturnType<Guest['open']>) => {
      aheadMs = instant - Date.now();
      return codeOf(ask());
    };
    expect(await at(endsAt - 5_000, () => ending.open())).toBe('200 undefined');
    expect(await at(endsAt, () => ending.open())).toBe('410 ENDED');
    expect(await at(endsAt, () => ending.decide(imageId, 'Maria', 'APPROVED'))).toBe('410 ENDED');
    expect(await at(endsAt, () => ending.comment(imageId, 'Maria', 'late'))).toBe('410 ENDED');
    for (const { url, thumbnailUrl } of pictures) {
      for (const address of [url, thumbnailUrl]) expect((await fetch(address)).status).not.toBe(200);
    }
  });

  test('takes effect at once on revocation, also for a comment that is being written', async () => {
    const writing = Array.from({ length: 5 }, (_, number) => guest.decide(imageId, `Guest ${number}`, 'APPROVED'));
    await admin.send(revokeShareLink, { id: linkId });
    await Promise.all(writing);
    const kept = (await insideOf()).verdicts.length;
    expect(await codeOf(guest.open())).toBe('410 ENDED');
    expect(await codeOf(guest.decide(imageId, 'Maria', 'APPROVED'))).toBe('410 ENDED');
    expect((await insideOf()).verdicts).toHaveLength(kept);
  });

  test('is also the expiry of the URLs of its pictures, which are otherwise valid for an hour', async () => {
    const endsAt = Date.now() + 10 * 60_000;
    const ending = new Guest(studio.url, (await share({ endsAt: new Date(endsAt).toISOString() })).secret);
    const { url } = (await ending.open()).body.pictures[0] ?? { url: '' };
    expect(Number(new URL(url).searchParams.get('until'))).toBe(Math.floor(endsAt / 1000));
  });
});

describe('limits of a link', () => {
  test('100 names can give verdicts, and each of them can change its verdict', async () => {
    await studio.app.database.pool.query(
      `insert into share_verdicts (share_link_id, image_id, guest_key, guest, verdict, decided_at)
        select $1, $2, 'guest ' || n, 'Guest ' || n, 'APPROVED', now() from generate_series(1, $3::int) n`,
      [readTypeId('shr', linkId, 'id'), readTypeId('img', imageId, 'id'), GUESTS_PER_LINK_MAX],
    );
    const { status, body } = await guest.decide(imageId, 'One too many', 'APPROVED');
    expect([status, body.error?.message]).toEqual([
      400,
      'name cannot be added: at most 100 people can decide through a link',
    ]);
    expect((await guest.decide(imageId, 'Guest 7', 'CHANGES_WANTED')).status).toBe(200);
  });

  test('at most 1,000 comments are accepted', async () => {
    await studio.app.database.pool.query(
      `insert into image_comments (id, project_id, image_id, share_link_id, author, text, created_at)
        select gen_random_uuid(), $1, $2, $3, 'x', 'x', now() from generate_series(1, $4::int) n`,
      [
        readTypeId('prj', projectId, 'id'),
        readTypeId('img', imageId, 'id'),
        readTypeId('shr', linkId, 'id'),
        COMMENTS_PER_LINK_MAX,
      ],
    );
    expect((await guest.comment(imageId, 'Maria', 'more')).body.error?.message).toMatch(
      /a link has at most 1000 comments/,
    );
  });

  test('many requests through a link are rate limited, requests through another link are not', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => guest.decide(imageId, 'Maria', 'APPROVED')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
    const other = new Guest(studio.url, (await share()).secret);
    expect((await other.decide(imageId, 'Maria', 'APPROVED')).status).toBe(200);
  });
});

describe('hostile guests', () => {
  test('cannot guess a secret, and a wrong one reveals nothing', async () => {
    const guesses = [`dks_${'0'.repeat(64)}`, secret.slice(0, -1), `${secret}0`, secret.replace('dks_', 'dkr_'), 'x'];
    for (const guess of guesses) expect(await codeOf(new Guest(studio.url, guess).open())).toBe('401 UNAUTHENTICATED');
    expect((await fetch(`${studio.url}/shared`)).status).toBe(401);
    expect((await fetch(`${studio.url}/shared?secret=${secret}`)).status).toBe(401);
  });

  test('cannot access pictures outside of the link, of the same project or of another workspace', async () => {
    const beside = await uploadPicture(
      admin,
      projectId,
      (await photograph({ width: 40, height: 30, seed: 9, format: 'png' })).bytes,
    );
    const stranger = await studio.client('ADMIN', await studio.newWorkspace());
    const foreign = await uploadPicture(
      stranger,
      await studio.newProject(stranger, 0),
      (await photograph({ width: 40, height: 30, seed: 8, format: 'png' })).bytes,
    );
    for (const id of [beside, foreign, `img_${'0'.repeat(26)}`]) {
      expect(await codeOf(guest.decide(id, 'Maria', 'APPROVED'))).toBe('404 NOT_FOUND');
      expect(await codeOf(guest.comment(id, 'Maria', 'hello'))).toBe('404 NOT_FOUND');
    }
    expect(await codeOf(guest.decide(projectId, 'Maria', 'APPROVED'))).toBe('400 BAD_USER_INPUT');
    const { errors } = await stranger.ask(revokeShareLink, { id: linkId });
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  test.each([
    ['', 'is empty'],
    ['x'.repeat(81), 'has 81'],
    ['\u200b', 'must contain only'],
    ['Ma\u202eria', 'U+202E is not allowed'],
    ['Maria\nJo', 'U+000A is not allowed'],
    ['Ma\0ria', 'U+0000'],
    ['Ma\u{e0041}ria', 'U+E0041 is not allowed'],
  ])('cannot call themselves %j', async (name, message) => {
    const { status, body } = await guest.decide(imageId, name, 'APPROVED');
    expect(status).toBe(400);
    expect(body.error?.message).toContain(message);
  });

  test('cannot use hidden characters in a comment, or more than 2,000 characters', async () => {
    for (const text of ['good\u2066bad\u2069', 'a\u00adb', '\u2028', 'x'.repeat(2_001), '\ud83d']) {
      expect(await codeOf(guest.comment(imageId, 'Maria', text))).toBe('400 BAD_USER_INPUT');
    }
    expect((await guest.comment(imageId, 'Zoë 👩‍🎨', 'schön ❤️‍🔥 می‌خواهم')).status).toBe(200);
  });

  test.each(['not json', '[]', '{}', '{"imageId": 1, "name": "x", "verdict": "APPROVED"}', 'null'])(
    'get an error that explains what is wrong with the body %s',
    async (body) => {
      const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
      const response = await fetch(`${studio.url}/shared/verdict`, { method: 'POST', headers, body });
      expect(response.status).toBe(400);
    },
  );

  test('cannot read any field of the API with the secret of a link', async () => {
    const things = await makeThings(admin);
    const client = new GraphqlClient(studio.url, secret);
    const all = { ...rootOperations(things), ...nodeOperations(things) };
    const nothing = () => Promise.resolve();
    for (const [name, operation] of Object.entries(all)) {
      expect([name, await outcomeOf(client, operation, nothing)]).toEqual([name, 'UNAUTHENTICATED']);
    }
  });

  test('leave no secret in the log', () => {
    expect(studio.logged.join('\n')).not.toContain(secret);
  });
});
