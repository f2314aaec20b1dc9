import path from 'node:path';

/** The input and output format of a family of matting networks. Pixels are 0 to 1 before `mean` and `deviation` are applied. */
export interface Network {
  readonly name: string;
  /** The longer side of the input, for models with a dynamic size. */
  readonly sidePx: number;
  readonly mean: readonly [red: number, green: number, blue: number];
  readonly deviation: readonly [red: number, green: number, blue: number];
  /** Whether the output is a logit, to which a sigmoid must be applied. */
  readonly isLogit: boolean;
}

/** The mean and the standard deviation of the pictures of ImageNet. */
const IMAGENET = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] } as const;

/** The values are those in the inference code of the authors. */
export const NETWORKS: readonly Network[] = [
  { name: 'isnet', sidePx: 1_024, mean: [0.5, 0.5, 0.5], deviation: [1, 1, 1], isLogit: false },
  { name: 'birefnet', sidePx: 1_024, ...IMAGENET, isLogit: true },
  { name: 'modnet', sidePx: 512, mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5], isLogit: false },
];

/** Reads the family from the file's name, because an ONNX file does not contain the normalization; null if it is unknown. */
export function networkOf(file: string): Network | null {
  const name = path.basename(file).toLowerCase();
  return NETWORKS.find((network) => name.includes(network.name)) ?? null;
}
