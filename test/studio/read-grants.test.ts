import { expect, test } from '@jest/globals';
import { readGrants } from '../../src/studio/admin/import/read-grants.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const PROJECTS = [
  { id: 'prj_1', name: 'Rings', balance: 10 },
  { id: 'prj_2', name: 'Twins', balance: 0 },
  { id: 'prj_3', name: 'Twins', balance: 0 },
];
const read = (text: string) => readGrants(text, PROJECTS, NOW);

test('a row is a grant to the project of its name or id, whatever the order of the columns', () => {
  const { rows, problem } = read(
    '\uFEFFNote,Credits,Project,Expiry\r\n"for spring, too",40,Rings,2027-12-31\r\n,5,prj_2,\r\n',
  );
  expect(problem).toBeNull();
  expect(rows).toMatchObject([
    { row: 2, problem: null, grant: { project: { id: 'prj_1' }, credits: 40, note: 'for spring, too' } },
    { row: 3, problem: null, grant: { project: { id: 'prj_2' }, credits: 5, note: null, expiresAt: null } },
  ]);
  expect(rows[0]?.grant?.expiresAt).toBe(new Date(2027, 11, 31).toISOString());
});

test.each([
  ['Bracelets,5,,', 'no open project'],
  ['Twins,5,,', '2 projects have this name'],
  ['Rings,0,,', 'credits must be'],
  ['Rings,-5,,', 'credits must be'],
  ['Rings,1.5,,', 'credits must be'],
  ['Rings,1000000001,,', 'credits must be'],
  ['Rings,5,31.12.2027,', 'expiry must be a day'],
  ['Rings,5,2027-02-30,', 'expiry must be a day'],
  ['Rings,5,2026-11-21,', 'the expiry has passed'],
  [`Rings,5,,${'x'.repeat(1_001)}`, 'at most 1,000 characters'],
  ['Rings,5', 'more or fewer cells'],
  ['Rings,5,,note,more', 'more or fewer cells'],
])('the row %s is left out, and says why', (row, why) => {
  const { rows } = read(`project,credits,expiry,note\n${row}\nRings,1,,\n`);
  expect(rows[0]).toMatchObject({ row: 2, grant: null, problem: expect.stringContaining(why) });
  expect(rows[1]).toMatchObject({ row: 3, problem: null });
});

test.each([
  ['', 'is missing'],
  ['Rings,5\n', 'is missing'],
  ['project,credits\n', 'no row'],
  [`project,credits\n${'Rings,1\n'.repeat(1_001)}`, 'At most 1,000 rows'],
])('a file that is none is refused as a whole', (text, why) => {
  expect(read(text)).toEqual({ rows: [], problem: expect.stringContaining(why) });
});
