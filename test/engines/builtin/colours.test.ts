import { expect, test } from '@jest/globals';
import sharp from 'sharp';
import { createBuiltinEngine } from '../../../src/engines/builtin/builtin-engine.ts';
import { maskOf } from '../../support/pixels.ts';

const engine = createBuiltinEngine();
const { signal } = new AbortController();
const WIDE_RED = [255, 0, 0];

/** All of the reddest red of Display P3, which sRGB does not have. */
async function wideRed(width: number, height: number, channels: 3 | 4): Promise<Buffer> {
  const alpha = channels === 4 ? [255] : [];
  const pixels = Uint8Array.from(
    { length: width * height * channels },
    (_, at) => [...WIDE_RED, ...alpha][at % channels] ?? 0,
  );
  const { icc } = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
    .withIccProfile('p3')
    .png()
    .toBuffer()
    .then((png) => sharp(png).metadata());
  const plain = await sharp(pixels, { raw: { width, height, channels } }).png().toBuffer();
  return withChunk(plain, icc ?? Buffer.alloc(0));
}

function withChunk(png: Buffer, icc: Buffer): Buffer {
  const { deflateSync, crc32 } = process.getBuiltinModule('node:zlib');
  const content = Buffer.concat([Buffer.from('iCCPp3\0\0', 'latin1'), deflateSync(icc)]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length - 4);
  sum.writeUInt32BE(crc32(content));
  return Buffer.concat([png.subarray(0, 33), length, content, sum, png.subarray(33)]);
}

test.each(['background', 'expand'] as const)('a wide-gamut red that %s keeps stays that red', async (kind) => {
  const picture = await wideRed(120, 90, 3);
  const mask = await maskOf(120, 90, (x) => x < 60);
  const made = await (kind === 'background'
    ? engine.background({ picture, background: 'beach', mask, seed: 7 }, signal)
    : engine.expand({ picture, top: 0, right: 30, bottom: 0, left: 0, prompt: null, seed: 7 }, signal));
  expect((await sharp(made.bytes).metadata()).icc).toEqual((await sharp(picture).metadata()).icc);
  const { data } = await sharp(made.bytes, { ignoreIcc: true })
    .extract({ left: 10, top: 40, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([...data]).toEqual(WIDE_RED);
});

test('a product of 30 % opacity is kept, and is not called fully transparent', async () => {
  const watermark = await sharp({ create: { width: 60, height: 60, channels: 4, background: '#c02020' } })
    .ensureAlpha()
    .composite([
      { input: Buffer.from([0, 0, 0, 77]), raw: { width: 1, height: 1, channels: 4 }, tile: true, blend: 'dest-in' },
    ])
    .extend({ top: 20, bottom: 20, left: 20, right: 20, background: '#00000000' })
    .png()
    .toBuffer();
  const made = await engine.background({ picture: watermark, background: 'white studio', mask: null, seed: 7 }, signal);
  expect(made.contentType).toBe('image/webp');
});

test('a picture of nothing is still refused', async () => {
  const nothing = await sharp({ create: { width: 60, height: 60, channels: 4, background: '#00000000' } })
    .png()
    .toBuffer();
  await expect(
    engine.background({ picture: nothing, background: 'beach', mask: null, seed: 7 }, signal),
  ).rejects.toThrow(/fully transparent/);
});
