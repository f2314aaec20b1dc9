import { afterEach, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../src/config/config.ts';
import { builtinInThread } from '../../src/engines/builtin/builtin-in-thread.ts';
import { createBuiltinEngine } from '../../src/engines/builtin/builtin-engine.ts';
import { EngineRejectedError, EngineUnavailableError } from '../../src/engines/engine.ts';
import { EngineThread } from '../../src/engines/engine-thread.ts';
import { openEngine } from '../../src/open-engine.ts';
import { StartError } from '../../src/start-error.ts';
import { computedMs } from '../support/longest-turn.ts';
import { plainPrompt } from '../support/plain-prompt.ts';

const { signal } = new AbortController();
const PROMPT = plainPrompt('a ring on a table');
const picture = new Uint8Array([1]);
const edit = { picture, prompt: 'darker', model: null, styling: null, background: null, seed: 7 };

let engine: EngineThread;

afterEach(() => engine?.close());

const dying = () => (engine = new EngineThread('dying', path.join(import.meta.dirname, 'dying-engine-thread.ts')));

test('the built-in engine makes the same picture in a thread, which computes it in the place of this one', async () => {
  const here = await createBuiltinEngine().prompt(PROMPT, signal);
  engine = await builtinInThread({ mattingModel: null });
  await engine.prompt(PROMPT, signal); // it has begun
  const [own, all] = [computedMs(), process.cpuUsage()];
  expect(await engine.prompt(PROMPT, signal)).toEqual({ ...here, bytes: new Uint8Array(here.bytes) });
  const { user, system } = process.cpuUsage(all);
  expect(computedMs() - own).toBeLessThan((user + system) / 1_000 / 2);
});

test('a version of onnxruntime-node that does not describe the inputs of a model is refused as too old', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'darkroom-matting-'));
  const runtime = path.join(folder, 'node_modules/onnxruntime-node');
  mkdirSync(runtime, { recursive: true });
  const session = '{ inputNames: ["input"], outputNames: ["mask"], release: async () => {} }'; // as in version 1.20
  const code = `module.exports = { InferenceSession: { create: async () => (${session}) } };`;
  writeFileSync(path.join(runtime, 'index.js'), code);
  const file = path.join(folder, 'isnet.onnx');
  writeFileSync(file, '');
  await expect(
    openEngine(readConfig({ MATTING_MODEL: file }, folder).engine, pino({ level: 'silent' })),
  ).rejects.toThrow(
    `MATTING_MODEL: onnxruntime-node in the folder of ${file} is too old: run "npm install --ignore-scripts onnxruntime-node@latest" there`,
  );
  rmSync(folder, { recursive: true });
});

test('a matting model that cannot be used ends the start with a line that says why', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'darkroom-matting-'));
  writeFileSync(path.join(folder, 'isnet.onnx'), '');
  const opening = (name: string) => {
    const { engine: settings } = readConfig({ MATTING_MODEL: path.join(folder, name) }, folder);
    return openEngine(settings, pino({ level: 'silent' }));
  };
  await expect(opening('isnet.onnx')).rejects.toThrow(StartError);
  await expect(opening('isnet.onnx')).rejects.toThrow(
    `MATTING_MODEL: onnxruntime-node cannot be loaded from the folder of ${folder}/isnet.onnx: run "npm install --ignore-scripts onnxruntime-node" there`,
  );
  await expect(opening('modnet.onnx')).rejects.toThrow(`MATTING_MODEL: there is no file ${folder}/modnet.onnx`);
  await expect(opening('model.onnx')).rejects.toThrow('the name of its network in its own: isnet, birefnet, modnet');
  rmSync(folder, { recursive: true });
});

test('a rejection comes back as one, with its words', async () => {
  const rejected = dying().expand({ picture, top: 1, right: 0, bottom: 0, left: 0, prompt: null, seed: 7 }, signal);
  await expect(rejected).rejects.toThrow(EngineRejectedError);
  await expect(rejected).rejects.toThrow('too wide');
});

test('a call that is told to stop ends with the reason it was told, and another goes on', async () => {
  dying();
  const stop = new AbortController();
  const stopped = engine.edit(edit, stop.signal);
  const other = engine.prompt(PROMPT, signal);
  stop.abort(new Error('the process stops'));
  await expect(stopped).rejects.toThrow('the process stops');
  await expect(engine.edit(edit, stop.signal)).rejects.toThrow('the process stops');
  expect((await other).bytes).toEqual(new Uint8Array([1, 2, 3]));
});

test('the calls of a thread that dies fail as unavailable, and the next one begins another', async () => {
  dying();
  const waiting = engine.edit(edit, signal);
  const killing = engine.background({ picture, background: 'beach', mask: null, seed: 7 }, signal);
  await Promise.all([waiting, killing].map((call) => expect(call).rejects.toThrow(EngineUnavailableError)));
  expect((await engine.prompt(PROMPT, signal)).contentType).toBe('image/png');
});
