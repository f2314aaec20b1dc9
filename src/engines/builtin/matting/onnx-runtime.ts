import { createRequire } from 'node:module';
import { MattingModelError } from '../../matting-model-error.ts';

/** The used part of onnxruntime-node. The operator installs the package, so its types are not available here. */
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

/** An input or output of a model. A string in its shape is the name of a dynamic dimension. */
export interface OnnxValue {
  readonly name: string;
  readonly isTensor: boolean;
  readonly type?: string;
  readonly shape?: readonly (number | string)[];
}

export interface OnnxSession {
  readonly inputMetadata: readonly OnnxValue[];
  readonly outputMetadata: readonly OnnxValue[];
  /** Blocks its thread, so one thread runs one inference at a time. */
  run(
    inputs: Readonly<Record<string, OnnxTensor>>,
    outputs: readonly string[],
  ): Promise<Readonly<Record<string, OnnxTensor>>>;
  release(): Promise<void>;
}

/** Loads the package from the folder of the model. Darkroom does not depend on it, because it takes 290 MB. */
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
