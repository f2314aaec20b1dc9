import { statSync } from 'node:fs';
import { reasonOf } from '../../../reason-of.ts';
import { type Coverage, from, type Raster, toCoverage } from '../pixels/raster.ts';
import { yieldToEventLoop } from '../pixels/rows.ts';
import { MattingModelError } from '../../matting-model-error.ts';
import { type Network, NETWORKS, networkOf } from './networks.ts';
import { loadOnnxRuntime, type OnnxRuntime, type OnnxSession, type OnnxValue } from './onnx-runtime.ts';

/** Sides are multiples of this, because networks halve their input up to five times. */
const STEP_PX = 32;

/** A log level of ONNX Runtime. The operator cannot act on its warnings about a model. */
const ERRORS_ONLY = 3;

/** A network that estimates for each pixel the share that the subject covers. */
export class MattingModel {
  readonly #network: Network;
  readonly #runtime: OnnxRuntime;
  readonly #session: OnnxSession;
  readonly #input: OnnxValue;
  readonly #output: OnnxValue;

  constructor(parts: { network: Network; runtime: OnnxRuntime; session: OnnxSession; file: string }) {
    const { session, file } = parts;
    this.#network = parts.network;
    this.#runtime = parts.runtime;
    this.#session = session;
    this.#input = fitting(session.inputMetadata, { file, channels: 3, role: 'input' });
    this.#output = fitting(session.outputMetadata, { file, channels: 1, role: 'output' });
  }

  /** The matte in the size of the picture: 0 for the background, 255 for the subject. */
  async matte(picture: Raster, signal: AbortSignal): Promise<Coverage> {
    const { width, height } = this.#sizeFor(picture);
    const scaled = from(picture).removeAlpha().resize(width, height, { fit: 'fill' });
    const pixels = await scaled.toColourspace('srgb').raw().toBuffer();
    await yieldToEventLoop(signal);
    const input = new this.#runtime.Tensor('float32', this.#normalised(pixels), [1, 3, height, width]);
    const { [this.#output.name]: output } = await this.#session.run({ [this.#input.name]: input }, [this.#output.name]);
    signal.throwIfAborted();
    if (!output) throw new Error('the matting model has no output');
    const [outputHeight = 0, outputWidth = 0] = output.dims.slice(-2);
    const data = Uint8Array.from(output.data, (value) => Math.round(255 * this.#shareOf(value)));
    const matte = from({ width: outputWidth, height: outputHeight, data });
    return toCoverage(matte.resize(picture.width, picture.height, { fit: 'fill' }));
  }

  async release(): Promise<void> {
    await this.#session.release();
  }

  #sizeFor(picture: Raster): { readonly width: number; readonly height: number } {
    const [, , height, width] = this.#input.shape ?? [];
    const scale = this.#network.sidePx / Math.max(picture.width, picture.height);
    const open = (side: number) => STEP_PX * Math.max(1, Math.round((side * scale) / STEP_PX));
    return {
      width: typeof width === 'number' ? width : open(picture.width),
      height: typeof height === 'number' ? height : open(picture.height),
    };
  }

  /** The normalized pixels as one plane per colour. */
  #normalised(pixels: Uint8Array): Float32Array {
    const { mean, deviation } = this.#network;
    const area = pixels.length / 3;
    const planes = new Float32Array(pixels.length);
    for (const [channel, middle] of mean.entries()) {
      const spread = deviation[channel] ?? 1;
      for (let pixel = 0; pixel < area; pixel += 1) {
        planes[channel * area + pixel] = ((pixels[pixel * 3 + channel] ?? 0) / 255 - middle) / spread;
      }
    }
    return planes;
  }

  #shareOf(value: number): number {
    return this.#network.isLogit ? 1 / (1 + Math.exp(-value)) : Math.min(1, Math.max(0, value));
  }
}

/** Throws MattingModelError if the file, the package or the model is unsuitable. */
export async function openMattingModel(file: string): Promise<MattingModel> {
  const network = networkOf(file);
  if (network === null) {
    const names = NETWORKS.map(({ name }) => name).join(', ');
    throw new MattingModelError(`${file} must have the name of its network in its own: ${names}`);
  }
  if (!(statSync(file, { throwIfNoEntry: false })?.isFile() ?? false)) {
    throw new MattingModelError(`there is no file ${file}`);
  }
  const runtime = loadOnnxRuntime(file);
  const options = { enableCpuMemArena: false, logSeverityLevel: ERRORS_ONLY }; // the arena would never return its peak to the system
  const session = await runtime.InferenceSession.create(file, options).catch((error: unknown) => {
    throw new MattingModelError(`${file} is no model that ONNX Runtime can load: ${reasonOf(error).split('\n')[0]}`, {
      cause: error,
    });
  });
  if (!Array.isArray(session.inputMetadata)) {
    await session.release(); // old releases, such as 1.20, do not describe the inputs of a model
    throw new MattingModelError(
      `onnxruntime-node in the folder of ${file} is too old: run "npm install --ignore-scripts onnxruntime-node@latest" there`,
    );
  }
  return new MattingModel({ network, runtime, session, file });
}

/** Whether a dimension has this size, or is dynamic. */
function isOpenOr(size: number, dimension: number | string | undefined): boolean {
  return typeof dimension === 'string' || dimension === size;
}

interface Wanted {
  readonly file: string;
  readonly channels: number;
  readonly role: 'input' | 'output';
}

/** The first value, which must be a picture in planes. A model has no other input; it may have other outputs. */
function fitting(values: readonly OnnxValue[], { file, channels, role }: Wanted): OnnxValue {
  const [value] = values;
  const shape = value?.shape ?? [];
  const isPicture =
    value?.type === 'float32' && shape.length === 4 && isOpenOr(1, shape[0]) && isOpenOr(channels, shape[1]);
  if (value && isPicture && (role === 'output' || values.length === 1)) return value;
  const shapes = values.map(({ type = 'no tensor', shape: of = [] }) => `${type}[${of.join(',')}]`).join(' and ');
  throw new MattingModelError(
    `${file} does not fit: its ${role} is ${shapes}, and must be float32[1,${channels},height,width]`,
  );
}
