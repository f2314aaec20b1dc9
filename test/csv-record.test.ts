import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { csvRecord } from '../src/csv-record.ts';

test.each([
  ['a comma', 'rings, gold', '"rings, gold"'],
  ['a quote', 'a "ring"', '"a ""ring"""'],
  ['the end of a line', 'one\r\ntwo', '"one\r\ntwo"'],
  ['none of them', 'a ring', 'a ring'],
])('text with %s is written as RFC 4180 says', (_, text, written) => {
  expect(csvRecord([text, null, -5])).toBe(`${written},,-5\r\n`);
});

test.each([
  ['=HYPERLINK("https://evil.example")', '"\'=HYPERLINK(""https://evil.example"")"'],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =1', "'  =1"],
  ['\t=1', "'\t=1"],
  ['＝1', "'＝1"],
  ['ring;=1+1', "ring;'=1+1"],
  ['ring; "=1"', `"ring;' ""=1"""`],
  ['ring\n=1', `"ring\n'=1"`],
  ['ring\r\n@A1', `"ring\r\n'@A1"`],
])('text that a spreadsheet would run is text there: %j', (text, written) => {
  expect(csvRecord([text])).toBe(`${written}\r\n`);
});

test('numbers are not escaped, whatever their sign', () => {
  expect(csvRecord([-5, 0, 12])).toBe('-5,0,12\r\n');
});

test('no cell starts a formula, whether commas or semicolons separate the cells', () => {
  const unit = fc.constantFrom('=', '-', '@', '＋', ';', ',', '"', "'", '\n', '\r', '\t', ' ', 'a', '1');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
      const record = csvRecord(['2026', text]);
      const byComma = record.slice('2026,'.length).replace(/^"/, '');
      const bySemicolon = record.split(/[;\r\n]/).slice(1);
      for (const cell of [byComma, ...bySemicolon]) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/);
    }),
    { numRuns: 5_000 },
  );
});
