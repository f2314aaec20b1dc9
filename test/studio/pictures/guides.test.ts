import { expect, test } from '@jest/globals';
import { say } from '../../../src/studio/language/say.ts';
import { beginStep } from '../../../src/studio/pictures/guide/begin-step.ts';
import { type GuideName, GUIDES, progressOf } from '../../../src/studio/pictures/guide/guides.ts';
import type { SheetItem } from '../../../src/studio/pictures/items/sheet-item.ts';

type Status = NonNullable<SheetItem['action']>['status'];
type Kind = NonNullable<SheetItem['action']>['kind'];

/** An item of the sheet that was made by an action, or uploaded (null). Its other fields do not matter here. */
const item = (id: string, action: { readonly kind: Kind; readonly status?: Status; readonly prompt?: string } | null) =>
  ({
    id,
    createdAt: '2026-11-22T14:00:00.000Z',
    action: action && { status: 'SUCCEEDED', ...action },
    picture: { id: `img_${id}`, width: 400, height: 300 },
    parentId: null,
  }) as unknown as SheetItem;

const photo = item('photo', null);
const drafts = { edits: {}, background: {}, expand: {} } as unknown as Parameters<
  NonNullable<ReturnType<typeof beginStep>>['change']
>[0];

const done = (name: GuideName, items: readonly SheetItem[]) =>
  progressOf(name, items).steps.flatMap(({ title, isDone }) => (isDone ? [say(title)] : []));

test('a step is done when the project has a picture of its kind, and each step needs a picture of its own', () => {
  const spring = item('spring', { kind: 'BACKGROUND' });
  expect(done('SEASON', [])).toEqual([]);
  expect(done('SEASON', [photo])).toEqual(['Upload a photo of the product']);
  expect(done('SEASON', [spring, photo])).toEqual(['Upload a photo of the product', 'Spring']);
  expect(progressOf('SEASON', [spring, photo]).next?.title).toBe('guide.summer');
});

test.each(['FAILED', 'CANCELED'] as const)('an action that ended as %s completes no step', (status) => {
  expect(done('FORMATS', [item('square', { kind: 'EXPAND', status }), photo])).toEqual([
    'Upload a photo of the product',
  ]);
});

test('the first pictures of the sample project complete none of its steps', () => {
  const sample = [
    item('prompt', { kind: 'PROMPT' }),
    item('wide', { kind: 'EXPAND' }),
    item('table', { kind: 'BACKGROUND' }),
    photo,
  ];
  expect(done('SAMPLE', sample)).toEqual([]);
});

test('a Background and an Expand begin with the newest photo, an Edit with the newest Prompt', () => {
  const items = [item('prompt', { kind: 'PROMPT', prompt: 'a mug' }), item('newer', null), photo];
  const begun = (name: GuideName, place: number) =>
    beginStep(GUIDES[name].steps[place]?.request ?? { kind: 'UPLOAD' }, items);
  expect(begun('WHITE', 1)?.base.id).toBe('newer');
  expect(begun('WHITE', 1)?.change(drafts)).toMatchObject({
    kind: 'BACKGROUND',
    background: { background: 'seamless pure white, soft shadow under the product' },
  });
  expect(begun('FORMATS', 3)?.change(drafts)).toMatchObject({
    kind: 'EXPAND',
    expand: { imageId: 'img_newer', sides: { top: 0, bottom: 0, left: 66, right: 67 } },
  });
  expect(begun('SAMPLE', 0)?.base.id).toBe('prompt');
  expect(begun('SAMPLE', 0)?.change(drafts)).toMatchObject({
    kind: 'PROMPT_EDIT',
    edits: { prompt: { prompt: 'a mug, in warm evening light' } },
  });
});

test('a step whose picture is missing asks for an upload', () => {
  expect(beginStep({ kind: 'BACKGROUND', background: 'white' }, [])).toBeNull();
});
