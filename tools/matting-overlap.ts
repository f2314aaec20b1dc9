// Compares the subjects that a matting model finds in test/photographs with the outlines that a person drew:
//   node tools/matting-overlap.ts FILE.onnx
// Prints for each photograph the overlap (intersection over union), the confidence, and the time of one inference.
import { foundByModel } from '../src/engines/builtin/matting/found-by-model.ts';
import { openMattingModel } from '../src/engines/builtin/matting/matting-model.ts';
import { decodePicture } from '../src/engines/builtin/pixels/decode.ts';
import { outlinedSubject, overlapOf, PHOTOGRAPHS, readPhotograph } from '../test/photographs/outlines.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node tools/matting-overlap.ts FILE.onnx');
const model = await openMattingModel(file);
const { signal } = new AbortController();
for (const name of PHOTOGRAPHS) {
  const picture = await decodePicture(readPhotograph(name), signal);
  const startedAt = performance.now();
  const found = await foundByModel(model, picture, signal);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  const overlap = found ? overlapOf(found.coverage, await outlinedSubject(name, picture)).toFixed(2) : 'none';
  console.log(`${name}: overlap ${overlap}, confidence ${found?.confidence.toFixed(2) ?? 0}, ${seconds} s`);
}
console.log(`memory: ${Math.round(process.memoryUsage().rss / 1_000_000)} MB`);
await model.release();
