import { describe, expect, test } from '@jest/globals';
import { FrameScratch, framesOf, encodeId } from '../../src/socket/frames.ts';

const result = Buffer.from('","type":"next","payload":{"data":1}}');

/** The text of a frame shorter than 126 bytes. RFC 6455, 5.2. */
function textOf(frame: Uint8Array): string {
  expect([frame[0], frame[1]]).toEqual([0x81, frame.length - 2]);
  return Buffer.from(frame.subarray(2)).toString();
}

describe('the frames of a socket', () => {
  test.each(['1', '9f3c6a0e-8d0b-4f0e-9c7e-0d6a5b1f2c3d', 'é', '日本 "quoted" \\', '🦪', '\u0000', '</script>'])(
    'tell whose result it is by any id: %j',
    (id) => {
      const frame = new FrameScratch().frameOf(encodeId(id), result);
      expect(JSON.parse(textOf(frame))).toEqual({ id, type: 'next', payload: { data: 1 } });
    },
  );

  test.each([
    ['the same result, ids of one length', result, ['a1', 'b2', 'c3'], [result, result, result]],
    ['the same result, ids of any length', result, ['a', 'bb', 'a', 'ccc'], [result, result, result, result]],
    [
      'results of one length',
      result,
      ['a', 'a', 'b'],
      [result, Buffer.from('","type":"next","payload":{"data":2}}'), result],
    ],
  ])('are the same in one piece of memory as in their own: %s', (_what, _first, ids, results) => {
    const scratch = new FrameScratch();
    for (const [index, id] of ids.entries()) {
      const bytes = results[index] ?? result;
      expect(Buffer.from(scratch.frameOf(encodeId(id), bytes))).toEqual(framesOf([{ encodedId: encodeId(id), bytes }]));
    }
  });

  test('are not overwritten once they have been released', () => {
    const scratch = new FrameScratch();
    const kept = scratch.frameOf(encodeId('a'), result);
    scratch.release();
    scratch.frameOf(encodeId('b'), result);
    expect(JSON.parse(textOf(kept))).toMatchObject({ id: 'a' });
  });

  test('follow each other where there are several, whatever their size', () => {
    const sizes = [0, 125, 126, 65_535, 65_536];
    const frames = framesOf(sizes.map((size) => ({ encodedId: '', bytes: Buffer.alloc(size, 'x') })));
    const heads = sizes.map((size) => (size < 126 ? 2 : size <= 0xffff ? 4 : 10));
    expect(frames.length).toBe(sizes.reduce((sum, size) => sum + size, 0) + heads.reduce((sum, head) => sum + head, 0));
    let at = 0;
    const read = heads.map((head) => {
      const size =
        head === 2
          ? frames.readUInt8(at + 1)
          : head === 4
            ? frames.readUInt16BE(at + 2)
            : Number(frames.readBigUInt64BE(at + 2));
      at += head + size;
      return size;
    });
    expect(read).toEqual(sizes);
  });
});
