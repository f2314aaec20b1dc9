import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import sharp from 'sharp';
import { readConfig } from '../../src/config/config.ts';
import { openEngine } from '../../src/open-engine.ts';
import { StartError } from '../../src/start-error.ts';
import { differing, pixelsOf } from '../support/pixels.ts';
import { type TinyModel, tinyOnnx } from '../support/tiny-onnx.ts';

const { signal } = new AbortController();
let folder: string;

/** As the page of engines says: the package beside the model, without its script, which downloads files for GPUs. */
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'darkroom-matting-'));
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', 'onnxruntime-node@1.30.0'];
  execFileSync('npm', install, { cwd: folder, stdio: 'pipe' });
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The red of what the tiny models tell from the rest. */
const [REST, THRESHOLD, SUBJECT] = [130, 150, 170];

/** A network that keeps what is redder than the threshold, as the normalisation of its family makes it. */
function reddish(mean: number, deviation: number, isLogit: boolean): Pick<TinyModel, 'weights' | 'bias' | 'isLogit'> {
  const slope = 120 * deviation;
  return { weights: [slope, 0, 0], bias: (-slope * (THRESHOLD / 255 - mean)) / deviation, isLogit };
}

const FIXED = { input: [1, 3, 96, 96], output: [1, 1, 96, 96] };
const OPEN = { input: ['batch', 3, 'height', 'width'], output: ['batch', 1, 'height', 'width'] };

function modelFile(name: string, model: TinyModel): string {
  const file = path.join(folder, name);
  writeFileSync(file, tinyOnnx(model));
  return file;
}

function engineOf(file: string) {
  return openEngine(readConfig({ MATTING_MODEL: file }, process.cwd()).engine, pino({ level: 'silent' }));
}

/** A disk that is a little redder than what is around it, and which pixels are of it. */
async function disk() {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400" fill="rgb(${REST},120,110)"/><circle cx="250" cy="210" r="120" fill="rgb(${SUBJECT},120,110)"/></svg>`;
  const bytes = await sharp(Buffer.from(svg)).png().toBuffer();
  const isDisk = (pixel: number) => Math.hypot((pixel % 600) - 250, Math.floor(pixel / 600) - 210) < 120;
  return { bytes, isDisk };
}

test.each([
  ['isnet-general-use.onnx', { ...FIXED, ...reddish(0.5, 1, false) }],
  ['BiRefNet_lite.onnx', { ...FIXED, ...reddish(0.485, 0.229, true) }],
  ['modnet.onnx', { ...OPEN, ...reddish(0.5, 0.5, false) }],
])('%s is called as its family was trained: its subject is found, and Background keeps it', async (name, model) => {
  const { engine, close } = await engineOf(modelFile(name, model));
  try {
    const { bytes, isDisk } = await disk();
    const found = await engine.findSubject?.({ picture: bytes, hint: null }, signal);
    expect(found?.confidence).toBeGreaterThan(0.8);
    const mask = await sharp(found?.mask).extractChannel(0).raw().toBuffer();
    let [both, either] = [0, 0];
    for (const [pixel, kept] of mask.entries()) {
      if (kept >= 128 && isDisk(pixel)) both += 1;
      if (kept >= 128 || isDisk(pixel)) either += 1;
    }
    expect(both / either).toBeGreaterThan(0.96);
    const request = { picture: bytes, background: 'plain white', mask: null, seed: 7 };
    const made = await pixelsOf((await engine.background(request, signal)).bytes);
    expect(differing(await pixelsOf(bytes), made, (pixel) => (mask[pixel] ?? 0) >= 128)).toBe(0);
  } finally {
    await close();
  }
});

test('where a model leaves the picture undecided, its confidence is low, and Background refuses to guess', async () => {
  const { engine, close } = await engineOf(
    modelFile('isnet-grey.onnx', { ...FIXED, weights: [0, 0, 0], bias: 0.1, isLogit: false }),
  );
  try {
    const { bytes } = await disk();
    expect((await engine.findSubject?.({ picture: bytes, hint: null }, signal))?.confidence).toBeLessThan(0.2);
    const request = { picture: bytes, background: 'plain white', mask: null, seed: 7 };
    await expect(engine.background(request, signal)).rejects.toThrow('Paint what to keep');
  } finally {
    await close();
  }
});

test('a model that does not fit ends the start with a line that says what it has and what it must have', async () => {
  const wrong = { input: [1, 4, 96, 96], output: [1, 1, 96, 96], weights: [1, 1, 1, 1], bias: 0, isLogit: true };
  const refused = engineOf(modelFile('isnet-of-four.onnx', wrong));
  await expect(refused).rejects.toThrow(StartError);
  await expect(refused).rejects.toThrow(
    /^MATTING_MODEL: \S+isnet-of-four.onnx does not fit: its input is float32\[1,4,96,96\], and must be float32\[1,3,height,width\]$/,
  );
  const file = path.join(folder, 'isnet-broken.onnx');
  writeFileSync(file, 'not a model');
  await expect(engineOf(file)).rejects.toThrow(/isnet-broken.onnx is no model that ONNX Runtime can load: [^\n]+$/);
});
