import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import type { CallReport } from '../../../src/engines/http/model-caller.ts';

/** How the provider fails, with the next request that would make a picture. */
export type Fault = (response: ServerResponse) => void;

export interface SeenPicture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

export interface Seen {
  readonly path: string;
  readonly authorization: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly image: SeenPicture | null;
  readonly mask: SeenPicture | null;
}

/** The colour that every model of it paints. */
export const PAINTED = { r: 10, g: 200, b: 90 };

/**
 * The far end of real HTTP: speaks the documented protocols of OpenAI (generations and edits), Black Forest Labs (a task
 * that is polled), fal (a run that answers with the address of a picture), Google (a picture in a part of a message) and
 * Replicate (a prediction that is polled). It refuses what these do not take.
 */
export class FakeProvider {
  /** The reports of the engines on their calls to this provider. */
  readonly reports: CallReport[] = [];
  readonly seen: Seen[] = [];
  readonly polls: string[] = [];
  /** The header `traceparent` of each request for a picture. */
  readonly traceparents: unknown[] = [];
  pending = 1;
  connections = 0;
  #faults: Fault[] = [];
  #pollFaults: Fault[] = [];
  #pictureFaults: Fault[] = [];
  readonly #pictures = new Map<string, Buffer>();
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((thrown: unknown) => {
      json(response, 500, { error: { message: String(thrown) } });
    });
  });

  async listen(): Promise<this> {
    this.#server.on('connection', () => (this.connections += 1));
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`; // it listens on TCP
  }

  fail(...faults: Fault[]): void {
    this.#faults.push(...faults);
  }

  failPolls(...faults: Fault[]): void {
    this.#pollFaults.push(...faults);
  }

  failPictures(...faults: Fault[]): void {
    this.#pictureFaults.push(...faults);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.origin);
    if (pathname.startsWith('/pictures/')) {
      const fault = this.#pictureFaults.shift();
      if (fault) return fault(response);
      return void response
        .setHeader('content-type', 'image/png')
        .end(this.#pictures.get(pathname.slice('/pictures/'.length)));
    }
    if (pathname.startsWith('/v1/predictions/'))
      return this.#predict(pathname.slice('/v1/predictions/'.length), response);
    if (pathname === '/v1/get_result') return this.#poll(searchParams.get('id') ?? '', response);
    this.traceparents.push(request.headers['traceparent']);
    const seen = await read(request, pathname);
    this.seen.push(seen);
    const fault = this.#faults.shift();
    if (fault) return fault(response);
    const refusal = refusalOf(seen);
    if (refusal !== null) return json(response, 400, { error: { message: refusal, code: 'invalid_value' } });
    const picture = await made(seen);
    const name = `${this.#pictures.size}`;
    if (pathname.startsWith('/v1/images/')) {
      const usage = { input_tokens: 50, output_tokens: 1_000, total_tokens: 1_050 };
      return json(response, 200, { created: 1, data: [{ b64_json: picture.toString('base64') }], usage });
    }
    if (pathname.endsWith(':generateContent')) return json(response, 200, geminiAnswer(picture));
    this.#pictures.set(name, picture);
    if (pathname.endsWith('/predictions')) return json(response, 201, this.#prediction(name, 'starting'));
    if (pathname.startsWith('/v1/flux')) {
      return json(response, 200, { id: name, polling_url: `${this.origin}/v1/get_result?id=${name}`, cost: 4 });
    }
    json(response, 200, { images: [{ url: `${this.origin}/pictures/${name}`, width: 1, height: 1 }] });
  }

  #prediction(name: string, status: string): object {
    const output = status === 'succeeded' ? [`${this.origin}/pictures/${name}`] : null;
    return { id: name, status, output, error: null, urls: { get: `${this.origin}/v1/predictions/${name}` } };
  }

  #predict(id: string, response: ServerResponse): void {
    this.polls.push(id);
    const fault = this.#pollFaults.shift();
    if (fault) return fault(response);
    const isPending = this.polls.filter((each) => each === id).length <= this.pending;
    json(response, 200, this.#prediction(id, isPending ? 'processing' : 'succeeded'));
  }

  #poll(id: string, response: ServerResponse): void {
    this.polls.push(id);
    const fault = this.#pollFaults.shift();
    if (fault) return fault(response);
    if (this.polls.filter((each) => each === id).length <= this.pending)
      return json(response, 200, { status: 'Pending' });
    json(response, 200, { status: 'Ready', result: { sample: `${this.origin}/pictures/${id}` } });
  }
}

function geminiAnswer(picture: Buffer): object {
  const inlineData = { mimeType: 'image/png', data: picture.toString('base64') };
  const usageMetadata = { promptTokenCount: 50, candidatesTokenCount: 1_290, totalTokenCount: 1_340 };
  return { candidates: [{ content: { role: 'model', parts: [{ inlineData }] }, finishReason: 'STOP' }], usageMetadata };
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export function says(status: number, body: unknown, headers: Record<string, string> = {}): Fault {
  return (response) => json(response, status, body, headers);
}

export function text(status: number, body: string): Fault {
  return (response) => void response.writeHead(status).end(body);
}

/** As OpenAI writes errors. */
export function error(code: string, message = code): object {
  return { error: { code, message } };
}

export async function sized(bytes: Uint8Array): Promise<readonly number[]> {
  const { width, height } = await sharp(bytes).metadata();
  return [width, height];
}

/** What OpenAI's and the others' documents say that they do not take. */
function refusalOf({ path, fields, image, mask }: Seen): string | null {
  if (typeof fields['prompt'] !== 'string' || fields['prompt'] === '') return 'prompt is missing';
  const size = fields['size'];
  if (path === '/v1/images/edits') {
    if (image === null) return 'image is missing';
    if (mask !== null && (mask.width !== image.width || mask.height !== image.height)) return 'mask has another size';
    if (mask !== null && mask.channels !== 4) return 'mask has no alpha channel';
    if (size !== `${image.width}x${image.height}`) return 'size is not that of the image';
  }
  if (path.startsWith('/v1/images/') && fields['model'] === 'gpt-image-2') {
    if (!['1024x1024', '1536x1024', '1024x1536'].includes(String(size))) return `size ${String(size)} is not supported`;
  }
  if (/fill/.test(path)) {
    if (image === null || mask === null) return 'image and mask are needed';
    if (mask.width !== image.width || mask.height !== image.height) return 'mask has another size';
  }
  return null;
}

/** A picture of one colour, and nothing of what was sent: a model that loses its mask. */
async function made({ path, fields, image }: Seen): Promise<Buffer> {
  const [, width = '1000', height = '700'] = /^(\d+)x(\d+)$/.exec(String(fields['size'])) ?? [];
  const given = fields['image_size'] as { width: number; height: number } | undefined;
  const side = (name: string) => Number(fields[`expand_${name}`] ?? 0);
  const size =
    image !== null && !path.startsWith('/v1/images/')
      ? { width: image.width + side('left') + side('right'), height: image.height + side('top') + side('bottom') }
      : (given ?? { width: Number(width), height: Number(height) });
  return sharp({
    create: {
      ...((image === null ? ofRatio(fields['aspect_ratio']) : null) ?? size),
      channels: 3,
      background: PAINTED,
    },
  })
    .png()
    .toBuffer();
}

/** About a megapixel in the shape that is asked for by its ratio; null where it is not. */
function ofRatio(ratio: unknown): { width: number; height: number } | null {
  const [, width = '', height = ''] = /^(\d+):(\d+)$/.exec(String(ratio)) ?? [];
  if (width === '') return null;
  const side = Math.sqrt(1_000_000 / (Number(width) * Number(height)));
  return { width: Math.round(Number(width) * side), height: Math.round(Number(height) * side) };
}

async function read(request: IncomingMessage, path: string): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // a body without an encoding comes in buffers
  const { headers } = request;
  const type = headers['content-type'] ?? '';
  const authorization = headers.authorization ?? String(headers['x-key'] ?? headers['x-goog-api-key'] ?? '');
  const body = Buffer.concat(chunks);
  if (!type.startsWith('multipart/form-data')) {
    const fields = fieldsOf(JSON.parse(body.toString()) as Record<string, unknown>);
    const picture = (name: string) => pictureOf(fields[name]);
    const image = (await picture('image')) ?? (await picture('input_image')) ?? (await picture('image_url'));
    return { path, authorization, fields, image, mask: (await picture('mask')) ?? (await picture('mask_url')) };
  }
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  const file = async (name: string) => {
    const found = form.get(name);
    return found instanceof Blob ? described(Buffer.from(await found.arrayBuffer())) : null;
  };
  const fields = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
  const image = (await file('image')) ?? (await file('image[]'));
  return { path, authorization, fields, image, mask: await file('mask') };
}

interface GeminiPart {
  readonly text?: string;
  readonly inlineData?: { readonly data: string };
}

/** What is asked for, wherever the provider has it: Replicate in an input, Google in the parts of a message. */
function fieldsOf(body: Record<string, unknown>): Record<string, unknown> {
  if (typeof body['input'] === 'object') return body['input'] as Record<string, unknown>;
  const { contents, generationConfig } = body as {
    contents?: readonly { readonly parts: readonly GeminiPart[] }[];
    generationConfig?: { readonly imageConfig?: { readonly aspectRatio?: string } };
  };
  if (!contents) return body;
  const parts = contents.flatMap((content) => content.parts);
  return {
    prompt: parts.map((part) => part.text ?? '').join(''),
    image: parts.find(({ inlineData }) => inlineData)?.inlineData?.data,
    aspect_ratio: generationConfig?.imageConfig?.aspectRatio,
  };
}

async function pictureOf(value: unknown): Promise<SeenPicture | null> {
  if (typeof value !== 'string') return null;
  return described(Buffer.from(value.replace(/^data:[^,]*,/, ''), 'base64'));
}

async function described(bytes: Buffer): Promise<SeenPicture> {
  const { width, height, channels } = await sharp(bytes).metadata();
  return { bytes, width, height, channels };
}
