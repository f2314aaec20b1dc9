import { z } from 'zod';

const PART_MAX = 100;
/** The maximum ratio of the longer side to the shorter one. */
const RATIO_MAX = 4;

/** The validation rule of an optional aspect ratio. */
export const optionalRatio = z
  .string()
  .nullish()
  .transform((ratio) => ratio ?? null)
  .refine((ratio) => ratio === null || readRatio(ratio) !== null, {
    error: `must be width:height, such as 4:5, in whole numbers from 1 to ${PART_MAX}, no side more than ${RATIO_MAX} times the other`,
  });

/** The numbers of a ratio such as "4:5"; null if it is not a ratio. */
export function readRatio(ratio: string): { readonly width: number; readonly height: number } | null {
  const match = /^([1-9]\d{0,2}):([1-9]\d{0,2})$/.exec(ratio);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || width > PART_MAX || height > PART_MAX) return null;
  return Math.max(width / height, height / width) > RATIO_MAX ? null : { width, height };
}
