import { randomBytes, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { performExpand } from '../../support/operations.ts';
import { plain } from '../../images/odd-files.ts';
import { again, holding, type HostileCaller, pathOf } from './hostile-caller.ts';
import { addressesOf, openUpload, uploadPicture } from '../../support/upload-picture.ts';

const UPLOAD_BYTES = 20_971_520; // 20 MiB

/** Many senders to one upload URL, each of which stops before its last byte. */
export const stalledUploads: HostileCaller = async (target) => {
  const { client } = await target.newKey('EDITOR');
  const projectId = await target.newProject(1);
  const allButOne = Buffer.alloc(UPLOAD_BYTES - 1, 1);
  return (signal) =>
    again(signal, 1_000, async () => {
      const { url } = await openUpload(client, projectId, UPLOAD_BYTES);
      const head = `PUT ${pathOf(url)} HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\nContent-Length: ${UPLOAD_BYTES}\r\n\r\n`;
      await holding(target, signal, { count: 20, forMs: 20_000 }, (socket) => {
        socket.resume();
        socket.write(head);
        socket.write(allButOne);
      });
    });
};

/** A picture of 15 MB that is asked for on many connections and never read. */
export const unreadPictures: HostileCaller = async (target) => {
  const { client } = await target.newKey('EDITOR');
  const noise = sharp(randomBytes(2_300 * 2_200 * 3), { raw: { width: 2_300, height: 2_200, channels: 3 } });
  const png = await noise.png({ compressionLevel: 1 }).toBuffer();
  const imageId = await uploadPicture(client, await target.newProject(1), png);
  return (signal) =>
    again(signal, 1_000, async () => {
      const [whole = ''] = await addressesOf(client, imageId, []);
      await holding(target, signal, { count: 100, forMs: 30_000 }, (socket) => {
        socket.pause();
        socket.write(`GET ${pathOf(whole)} HTTP/1.1\r\nHost: x\r\n\r\n`);
      });
    });
};

/** Ever new widths of a picture of 40 megapixels, by a VIEWER who does not wait for them; some are none at all. */
export const newWidths: HostileCaller = async (target) => {
  const { client } = await target.newKey('EDITOR');
  const png = await plain(8_000, 5_000, 'teal').png().toBuffer();
  const imageId = await uploadPicture(client, await target.newProject(1), png);
  let width = 7_000;
  return (signal) =>
    again(signal, 500, async () => {
      const widths = Array.from({ length: 8 }, () => (width = width > 1_000 ? width - 1 : 7_000));
      const addresses = await addressesOf(client, imageId, widths);
      const nonsense = addresses.slice(0, 2).map((address) => `${address}&width=abc`);
      await Promise.all(
        [...addresses.slice(1), ...nonsense].map((address) =>
          fetch(address, { signal: AbortSignal.timeout(100) }).then((answer) => answer.body?.cancel()),
        ),
      );
    });
};

/** Four of the largest pictures that there are, at once, each to be made larger still; paid for. */
export const largePictures: HostileCaller = async (target) => {
  const { client } = await target.newKey('EDITOR');
  const projectId = await target.newProject(1_000_000);
  const imageId = await uploadPicture(client, projectId, await plain(6_000, 4_000, 'teal').png().toBuffer());
  return (signal) =>
    again(signal, 60_000, () =>
      Promise.all(
        Array.from({ length: 4 }, () =>
          client.ask(performExpand, {
            input: { projectId, imageId, idempotencyKey: randomUUID(), top: 900, left: 1_800 },
          }),
        ),
      ),
    );
};
