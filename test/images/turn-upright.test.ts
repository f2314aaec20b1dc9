import { describe, expect, test } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { inspectPicture } from '../../src/images/inspect-picture.ts';
import { CONTENT_TYPES } from '../../src/images/limits.ts';
import type { PictureType } from '../../src/images/picture-type.ts';
import { photograph } from '../support/photograph.ts';

const QUARTERS = { r: '#e02020', g: '#20c020', b: '#2020e0', w: '#f0f0f0' };

/** 96 × 64 pixels: red and green above, blue and white below, as the camera stored them. */
function held(exifOrientation: number): Sharp {
  const quarters = quarter('r', 0, 0) + quarter('g', 48, 0) + quarter('b', 0, 32) + quarter('w', 48, 32);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="64">${quarters}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().withMetadata({ orientation: exifOrientation });
}

function quarter(colour: keyof typeof QUARTERS, x: number, y: number): string {
  return `<rect x="${x}" y="${y}" width="48" height="32" fill="${QUARTERS[colour]}"/>`;
}

/** Which colours its quarters have, row by row. */
async function quartersOf(bytes: Uint8Array): Promise<string> {
  const { data } = await sharp(bytes)
    .resize(2, 2, { fit: 'fill', kernel: 'nearest', fastShrinkOnLoad: false })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [0, 3, 6, 9].map((at) => nearest([...data.subarray(at, at + 3)])).join('');
}

function nearest([red = 0, green = 0, blue = 0]: number[]): string {
  if (Math.min(red, green, blue) > 150) return 'w';
  return red > green && red > blue ? 'r' : green > blue ? 'g' : 'b';
}

const ENCODE: Record<PictureType, (picture: Sharp) => Sharp> = {
  'image/png': (picture) => picture.png(),
  'image/jpeg': (picture) => picture.jpeg({ quality: 90 }),
  'image/webp': (picture) => picture.webp({ lossless: true }),
};

describe.each(CONTENT_TYPES)('a picture of type %s', (type) => {
  test.each([
    [2, 'grwb', 96],
    [3, 'wbgr', 96],
    [4, 'bwrg', 96],
    [5, 'rbgw', 64],
    [6, 'brwg', 64],
    [7, 'wgbr', 64],
    [8, 'gwrb', 64],
  ])('with EXIF orientation %i is stored upright, without EXIF', async (orientation, quarters, width) => {
    const sent = await ENCODE[type](held(orientation)).toBuffer();
    const found = await inspectPicture(sent, type);
    if (found.status === 'refused') throw new Error(found.message);
    expect(found).toMatchObject({ contentType: type, width, height: 160 - width });
    expect(await quartersOf(found.bytes)).toBe(quarters);
    const stored = await sharp(found.bytes).metadata();
    expect(stored).toMatchObject({ width, height: 160 - width, hasProfile: true });
    expect([stored.orientation, stored.exif]).toEqual([undefined, undefined]);
  });

  test('with EXIF orientation 1 keeps every byte', async () => {
    const bytes = await ENCODE[type](held(1)).toBuffer();
    expect(await inspectPicture(bytes, type)).toMatchObject({ bytes, width: 96, height: 64 });
  });
});

test('a photograph that was turned looks as it did', async () => {
  const upright = await photograph({ width: 300, height: 400, format: 'png' });
  const sent = await photograph({ width: 300, height: 400, format: 'jpeg', exifOrientation: 6 });
  const found = await inspectPicture(sent.bytes, 'image/jpeg');
  if (found.status === 'refused') throw new Error(found.message);
  expect(found).toMatchObject({ width: 300, height: 400 });
  const [before, after] = await Promise.all([upright.bytes, found.bytes].map((bytes) => sharp(bytes).raw().toBuffer()));
  expect(meanDifference(before, after)).toBeLessThan(3); // of 255; most of it is the camera's own JPEG
});

test('a picture that was turned keeps 16 bits a channel', async () => {
  const sent = await held(6).toColourspace('rgb16').png().toBuffer();
  const found = await inspectPicture(sent, 'image/png');
  expect(found.status === 'sound' && (await sharp(found.bytes).metadata()).depth).toBe('ushort');
});

describe.each(CONTENT_TYPES)('a wide-gamut picture of type %s that was turned', (type) => {
  test('keeps its profile, and the very values that the profile explains', async () => {
    const sent = await ENCODE[type](held(8).withIccProfile('p3')).toBuffer();
    const found = await inspectPicture(sent, type);
    if (found.status === 'refused') throw new Error(found.message);
    expect((await sharp(found.bytes).metadata()).icc).toEqual((await sharp(sent).metadata()).icc);
    const own = (bytes: Uint8Array) => sharp(bytes, { ignoreIcc: true }).raw();
    const before = await own(
      await ENCODE['image/png'](sharp(sent, { ignoreIcc: true }).autoOrient()).toBuffer(),
    ).toBuffer();
    const difference = meanDifference(before, await own(found.bytes).toBuffer());
    expect(difference).toBeLessThan(type === 'image/jpeg' ? 1 : 1e-9);
  });
});

test.each<[string, (picture: Sharp) => Sharp, PictureType]>([
  ['lossless WebP', (picture) => picture.webp({ lossless: true }), 'image/webp'],
  [
    'lossless WebP with transparency',
    (picture) => picture.ensureAlpha(0.3).webp({ lossless: true, exact: true }),
    'image/webp',
  ],
  ['PNG with transparency', (picture) => picture.ensureAlpha(0.3).png(), 'image/png'],
  ['PNG with a palette', (picture) => picture.png({ palette: true }), 'image/png'],
])('turning %s changes no pixel', async (_, encode, type) => {
  const sent = await encode(held(6)).toBuffer();
  const found = await inspectPicture(sent, type);
  if (found.status === 'refused') throw new Error(found.message);
  const pixels = (picture: Sharp) => picture.ensureAlpha().raw().toBuffer();
  expect(await pixels(sharp(found.bytes))).toEqual(await pixels(sharp(sent).autoOrient()));
});

test('turning a grey picture leaves it grey', async () => {
  const grey = sharp(await held(1).png().toBuffer())
    .greyscale()
    .toColourspace('b-w');
  const sent = withOrientation(6, await grey.jpeg().toBuffer());
  const found = await inspectPicture(sent, 'image/jpeg');
  expect(found.status === 'sound' && (await sharp(found.bytes).metadata()).channels).toBe(1);
});

test('a CMYK picture that was turned is stored in RGB', async () => {
  const sent = withOrientation(
    6,
    await sharp(await held(1).png().toBuffer())
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer(),
  );
  expect(await sharp(sent).metadata()).toMatchObject({ space: 'cmyk', orientation: 6 });
  const found = await inspectPicture(sent, 'image/jpeg');
  expect(found.status === 'sound' && (await sharp(found.bytes).metadata()).space).toBe('srgb');
});

test('a picture that was turned and is cut off is refused', async () => {
  const sent = await ENCODE['image/jpeg'](held(6)).toBuffer();
  expect(await inspectPicture(sent.subarray(0, -9), 'image/jpeg')).toMatchObject({ status: 'refused', code: 'BROKEN' });
});

/** Puts an EXIF segment with nothing but the orientation behind the start of a JPEG. */
function withOrientation(orientation: number, jpeg: Buffer): Buffer {
  const directory = `0001 0112 0003 00000001 000${orientation}0000 00000000`;
  const exif = Buffer.from(`ffe1 0022 457869660000 4d4d002a00000008 ${directory}`.replaceAll(' ', ''), 'hex');
  return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
}

function meanDifference(one: Uint8Array | undefined, other: Uint8Array | undefined): number {
  if (!one || !other || one.length !== other.length) return Infinity;
  return one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length;
}
