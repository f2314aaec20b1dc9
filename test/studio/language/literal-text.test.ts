import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { literalTexts } from './literal-text.ts';

const studio = path.join(import.meta.dirname, '../../../src/studio');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(studio, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/^(?:generated|language|public)\//.test(file));
}

const files = filesBelow(studio);
const folders = [...new Set(files.map((file) => path.dirname(file)))].toSorted();

function literalsOf(folder: string): string[] {
  return files
    .filter((file) => path.dirname(file) === folder)
    .flatMap((file) => literalTexts(file, readFileSync(path.join(studio, file), 'utf8')).map((at) => `${file}:${at}`));
}

describe('components contain no literal text', () => {
  test.each(folders)('in %s', (folder) => {
    expect(literalsOf(folder)).toEqual([]);
  });
});

describe('literal text', () => {
  test.each([
    ['between tags', '<p>Saved.</p>'],
    ['in an expression between tags', `<p>{isOpen ? 'Close it' : null}</p>`],
    ['in a template', '<p>{`${count} pictures`}</p>'],
    ['of an attribute that is read', '<img alt="A green dress" />'],
    ['of a field that is read', `toast({ title: 'It failed.' })`],
  ])('%s is found', (_where, code) => {
    expect(literalTexts('a.tsx', `export const a = ${code};`)).toHaveLength(1);
  });

  test.each([
    ['a style', '<p className="bold" c={isLow ? "red" : "dimmed"} />'],
    ['a key of a catalog', `<p title={say('shell.you')}>{say(isOpen ? 'shell.close' : 'shell.open')}</p>`],
    ['a name', '<p>Darkroom</p>'],
  ])('%s is none', (_what, code) => {
    expect(literalTexts('a.tsx', `export const a = ${code};`)).toEqual([]);
  });
});
