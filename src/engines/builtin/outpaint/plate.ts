import { type Coverage, from, type Raster, toCoverage } from '../pixels/raster.ts';
import { eachRow } from '../pixels/rows.ts';

/** How far around a subject its soft edge and what it reflects are left out with it, as a share of the longer side. */
const EDGE_SHARE = 0.006;

/** An opaque picture with its subject left out (alpha 0), so that no blur spreads the subject's colours. */
export async function plateOf(picture: Raster, subject: Coverage | null, signal: AbortSignal): Promise<Raster> {
  if (subject === null) return picture;
  const sigma = Math.max(0.5, EDGE_SHARE * Math.max(picture.width, picture.height));
  const reach = await toCoverage(from(subject).blur(sigma));
  const plate = { ...picture, data: new Uint8Array(picture.data) };
  await eachRow(picture, signal, (y) => {
    const end = (y + 1) * picture.width;
    for (let pixel = y * picture.width; pixel < end; pixel += 1)
      if ((reach.data[pixel] ?? 0) > 8) plate.data[pixel * 4 + 3] = 0;
  });
  return plate;
}
