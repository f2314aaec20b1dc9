import path from 'node:path';

/** How a family of matting networks was trained to be called. Pixels are 0 to 1 before `mean` and `deviation` are applied. */
export interface Network {
  readonly name: string;
  /** The longer side of the input, for models that leave their size open. */
  readonly sidePx: number;
  readonly mean: readonly [red: number, green: number, blue: number];
  readonly deviation: readonly [red: number, green: number, blue: number];
  /** Whether the output has yet to pass a sigmoid to become a share from 0 to 1. */
  readonly isLogit: boolean;
}

/** Of the ImageNet pictures. */
const IMAGENET = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] } as const;

/** By their authors' own inference code. */
export const NETWORKS: readonly Network[] = [
  { name: 'isnet', sidePx: 1_024, mean: [0.5, 0.5, 0.5], deviation: [1, 1, 1], isLogit: false },
  { name: 'birefnet', sidePx: 1_024, ...IMAGENET, isLogit: true },
  { name: 'modnet', sidePx: 512, mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5], isLogit: false },
];

/** An ONNX file does not tell how its input is normalised, so its name has to; null if it does not. */
export function networkOf(file: string): Network | null {
  const name = path.basename(file).toLowerCase();
  return NETWORKS.find((network) => name.includes(network.name)) ?? null;
}
