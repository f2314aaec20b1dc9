// Compares the subjects that a matting model finds in test/photographs with the outlines that a person drew:
//   node tools/matting-overlap.ts FILE.onnx
// Prints for each photograph the overlap (intersection over union), the confidence, and the time that it took.
import { pino } from 'pino';
import sharp from 'sharp';
import { readConfig } from '../src/config/config.ts';
import { openEngine } from '../src/open-engine.ts';
import { outlinedSubject, overlapOf, PHOTOGRAPHS, readPhotograph } from '../test/photographs/outlines.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node tools/matting-overlap.ts FILE.onnx');
const { engine: settings } = readConfig({ MATTING_MODEL: file }, process.cwd());
const { previewEngine, close } = await openEngine(settings, pino({ level: 'silent' }));
const { signal } = new AbortController();
for (const name of PHOTOGRAPHS) {
  const startedAt = performance.now();
  const found = await previewEngine.findSubject?.({ picture: readPhotograph(name), hint: null }, signal);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`${name}: ${found ? await judgement(name, found) : 'no subject'}, ${seconds} s`);
}
console.log(`memory: ${Math.round(process.memoryUsage().rss / 1_000_000)} MB`);
await close();

async function judgement(name: string, found: { readonly mask: Uint8Array; readonly confidence: number }) {
  const { data, info } = await sharp(found.mask).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  const mask = { width: info.width, height: info.height, data };
  const overlap = overlapOf(mask, await outlinedSubject(name, mask));
  return `overlap ${overlap.toFixed(2)}, confidence ${found.confidence.toFixed(2)}`;
}
