import { expect, test } from '@jest/globals';
import { groupByLineage, trailTo } from '../../../src/studio/pictures/items/lineage.ts';
import type { SheetItem } from '../../../src/studio/pictures/items/sheet-item.ts';

/** Items made one second after another, newest first, as "child<parent". */
function sheet(...made: readonly string[]): SheetItem[] {
  return made
    .map((text, second) => {
      const [id = '', parentId = null] = text.split('<');
      return { id, parentId, createdAt: `2026-11-22T14:00:0${second}.000Z`, action: null, picture: null };
    })
    .toReversed();
}

/** One line for each item: where it stands, and how it is joined. */
function layout(items: readonly SheetItem[], columns = 4): string[] {
  return groupByLineage(items, columns).flatMap(({ placed }) =>
    placed.map(({ item, row, column, joined }) => `${item.id} ${row},${column} ${joined ?? 'first'}`),
  );
}

test('what continues a picture stands at its right', () => {
  expect(layout(sheet('prompt', 'edit<prompt', 'background<edit'))).toEqual([
    'prompt 0,0 first',
    'edit 0,1 left',
    'background 0,2 left',
  ]);
});

test('a second continuation branches off below, after all that came of the first', () => {
  const items = sheet('prompt', 'one<prompt', 'two<prompt', 'three<one', 'four<one');
  expect(layout(items)).toEqual([
    'prompt 0,0 first',
    'one 0,1 left',
    'three 0,2 left',
    'four 1,2 above',
    'two 2,1 above',
  ]);
  expect(groupByLineage(items, 4)[0]?.branches).toEqual([
    { column: 1, fromRow: 0, toRow: 1 },
    { column: 0, fromRow: 0, toRow: 2 },
  ]);
});

test('a full row goes on at the beginning of the next', () => {
  expect(layout(sheet('a', 'b<a', 'c<b', 'd<c'), 2)).toEqual(['a 0,0 first', 'b 0,1 left', 'c 1,0 left', 'd 1,1 left']);
});

test('the most recently active group comes first', () => {
  const groups = groupByLineage(sheet('old', 'young', 'edit<old'), 4);
  expect(groups.map(({ root }) => root.id)).toEqual(['old', 'young']);
});

test('what continues an item that is not on the sheet begins a group', () => {
  expect(layout(sheet('edit<earlier'))).toEqual(['edit 0,0 first']);
});

test('the trail leads from the first picture to this one', () => {
  const items = sheet('prompt', 'edit<prompt', 'other<prompt', 'background<edit');
  const [background] = items;
  if (!background) throw new Error('the sheet is empty');
  expect(trailTo(background, items).map(({ id }) => id)).toEqual(['prompt', 'edit', 'background']);
});
