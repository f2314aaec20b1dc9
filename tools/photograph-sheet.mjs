// Draws the sheet of the documentation with the results of the built-in engine for the photographs in test/photographs:
//   npm run photographs
// Each row shows a photograph, Background with the subject that is found in it, and Expand. Writes docs/images/photographs.webp.
import fs from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

const checkout = path.join(import.meta.dirname, '..');
const { createBuiltinEngine } = await import(path.join(checkout, 'dist/engines/builtin/builtin-engine.js'));

const CELL = { width: 320, height: 240 };
const GAP = 8;
const engine = createBuiltinEngine();
const { signal } = new AbortController();

const folder = path.join(checkout, 'test/photographs');
const names = (await fs.readdir(folder)).filter((name) => name.endsWith('.jpg')).toSorted();
const rows = [];
for (const name of names) {
  const picture = await fs.readFile(path.join(folder, name));
  const sides = { top: 64, right: 128, bottom: 64, left: 128 };
  const background = await engine
    .background({ picture, background: 'light grey studio', mask: null, seed: 1 }, signal)
    .then(({ bytes }) => bytes)
    .catch(({ message }) => refusal(message));
  const { bytes: expanded } = await engine.expand({ picture, ...sides, prompt: null, seed: 1 }, signal);
  rows.push([picture, background, expanded]);
  console.log(name);
}
const [width, height] = [3 * CELL.width + 2 * GAP, rows.length * (CELL.height + GAP) - GAP];
const cells = rows.flatMap((row, at) =>
  row.map(async (input, column) => ({
    input: await sharp(input).resize(CELL.width, CELL.height, { fit: 'contain', background: '#fff' }).png().toBuffer(),
    left: column * (CELL.width + GAP),
    top: at * (CELL.height + GAP),
  })),
);
const file = path.join(checkout, 'docs/images/photographs.webp');
await fs.mkdir(path.dirname(file), { recursive: true });
await sharp({ create: { width, height, channels: 3, background: '#fff' } })
  .composite(await Promise.all(cells))
  .webp({ quality: 76, effort: 6 })
  .toFile(file);
console.log(`${path.relative(checkout, file)}: ${Math.round((await fs.stat(file)).size / 1024)} KiB`);

/** The message of a refusal, drawn in place of the picture. */
function refusal(message) {
  const lines = message
    .split('. ')
    .map((line, at) => `<text x="160" y="${112 + 22 * at}">${line.replace(/\.$/, '')}.</text>`);
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CELL.width}" height="${CELL.height}"><rect width="100%" height="100%" fill="#f1f1f1"/><g font-family="sans-serif" font-size="12" text-anchor="middle" fill="#444">${lines.join('')}</g></svg>`,
  );
}
