import { createRequire } from 'node:module';
import { MattingModelError } from '../../matting-model-error.ts';

/** The part of onnxruntime-node that is used. The package is the operator's, so its own types are not at hand. */
export interface OnnxRuntime {
  readonly InferenceSession: {
    create(
      file: string,
      options: { readonly enableCpuMemArena: boolean; readonly logSeverityLevel: number },
    ): Promise<OnnxSession>;
  };
  readonly Tensor: new (type: 'float32', data: Float32Array, dimensions: readonly number[]) => OnnxTensor;
}

export interface OnnxTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** A name stands for a dimension that the model leaves open. */
export interface OnnxValue {
  readonly name: string;
  readonly isTensor: boolean;
  readonly type?: string;
  readonly shape?: readonly (number | string)[];
}

export interface OnnxSession {
  readonly inputMetadata: readonly OnnxValue[];
  readonly outputMetadata: readonly OnnxValue[];
  /** Holds its thread until it has ended, so one thread runs one inference at a time. */
  run(
    inputs: Readonly<Record<string, OnnxTensor>>,
    outputs: readonly string[],
  ): Promise<Readonly<Record<string, OnnxTensor>>>;
  release(): Promise<void>;
}

/** Loads the package that is installed beside the model: it weighs 290 MB, and only who has a model needs it. */
export function loadOnnxRuntime(modelFile: string): OnnxRuntime {
  const require = createRequire(modelFile);
  try {
    return require('onnxruntime-node') as OnnxRuntime; // as documented; `openMattingModel` checks what it uses
  } catch (error) {
    throw new MattingModelError(
      `onnxruntime-node cannot be loaded from the folder of ${modelFile}: run "npm install --ignore-scripts onnxruntime-node" there`,
      { cause: error },
    );
  }
}
