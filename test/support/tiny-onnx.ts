/** Writes small models in the ONNX format, which is a protobuf message: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
const FLOAT = 1;

export interface TinyModel {
  /** The names of dimensions are those that stay open. */
  readonly input: readonly (number | string)[];
  readonly output: readonly (number | string)[];
  /** Of a pixel, for each channel of the input; the output is their sum and the bias. */
  readonly weights: readonly number[];
  readonly bias: number;
  readonly isLogit: boolean;
}

/** A convolution of single pixels, and a sigmoid unless the output is a logit. */
export function tinyOnnx({ input, output, weights, bias, isLogit }: TinyModel): Buffer {
  const sum = isLogit ? 'output' : 'sum';
  const nodes = [
    node('Conv', ['input', 'weights', 'bias'], sum),
    ...(isLogit ? [] : [node('Sigmoid', [sum], 'output')]),
  ];
  const graph = Buffer.concat([
    ...nodes.map((each) => field(1, each)),
    field(2, 'tiny'),
    field(5, tensor('weights', [1, weights.length, 1, 1], weights)),
    field(5, tensor('bias', [1], [bias])),
    field(11, value('input', input)),
    field(12, value('output', output)),
  ]);
  return Buffer.concat([number(1, 8), field(8, Buffer.concat([field(1, ''), number(2, 13)])), field(7, graph)]);
}

function node(type: string, inputs: readonly string[], output: string): Buffer {
  return Buffer.concat([...inputs.map((name) => field(1, name)), field(2, output), field(4, type)]);
}

function tensor(name: string, dimensions: readonly number[], values: readonly number[]): Buffer {
  const data = Buffer.from(Float32Array.from(values).buffer);
  return Buffer.concat([
    ...dimensions.map((size) => number(1, size)),
    number(2, FLOAT),
    field(8, name),
    field(9, data),
  ]);
}

function value(name: string, shape: readonly (number | string)[]): Buffer {
  const dimensions = shape.map((size) => field(1, typeof size === 'number' ? number(1, size) : field(2, size)));
  const type = Buffer.concat([number(1, FLOAT), field(2, Buffer.concat(dimensions))]);
  return Buffer.concat([field(1, name), field(2, field(1, type))]);
}

function number(tag: number, of: number): Buffer {
  return Buffer.concat([varint(tag * 8), varint(of)]);
}

function field(tag: number, content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([varint(tag * 8 + 2), varint(bytes.length), bytes]);
}

function varint(of: number): Buffer {
  const bytes: number[] = [];
  let rest = of;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}
