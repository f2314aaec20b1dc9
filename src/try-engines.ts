import sharp from 'sharp';
import type { ActionEngines } from './actions/action-engines.ts';
import { costMicros, type EnginePrice, NO_USAGE } from './engines/call-usage.ts';
import type { Engine, EnginePicture } from './engines/engine.ts';
import { answeringInTime } from './engines/wrapping-engines.ts';
import type { ActionKind } from './ledger/kernel/entry.ts';
import { PUBLISHED_ACTIONS } from './prices/published-actions.ts';
import { reasonOf } from './reason-of.ts';

export interface EngineTrial {
  readonly engine: Engine;
  readonly actionEngines: ActionEngines;
  readonly timeoutMs: number;
  /** By the name of the engine. */
  readonly costs: Readonly<Record<string, EnginePrice>>;
  /** Stores a file, and returns its path. */
  readonly save: (name: string, bytes: Uint8Array) => Promise<string>;
  readonly print: (line: string) => void;
  /** A monotonic clock in milliseconds. */
  readonly elapsedMs: () => number;
}

const WIDTH_PX = 640;
const HEIGHT_PX = 480;
const SEED = 1;
const WORDS = { model: null, styling: null, background: null, seed: SEED };

/** Makes one picture for each action. Returns false if one failed. */
export async function tryEngines({ print, save, elapsedMs, ...trial }: EngineTrial): Promise<boolean> {
  const engine = answeringInTime(trial.engine, trial.timeoutMs);
  const sample = await samplePicture();
  let isGood = true;
  for (const { kind, title } of PUBLISHED_ACTIONS) {
    const { name } = trial.actionEngines[kind];
    const begunMs = elapsedMs();
    const seconds = () => `${((elapsedMs() - begunMs) / 1_000).toFixed(1)} s`;
    try {
      const made = await perform(engine, kind, sample);
      const took = seconds();
      const file = await save(`${kind.toLowerCase()}.${made.contentType.slice('image/'.length)}`, made.bytes);
      print(`${title} by ${name}: ${took}, ${costOf(made, trial.costs[name])}, ${file}`);
    } catch (error) {
      isGood = false;
      print(`${title} by ${name}: failed after ${seconds()}: ${reasonOf(error)}`);
    }
  }
  return isGood;
}

interface Sample {
  readonly picture: Uint8Array;
  readonly mask: Uint8Array;
}

/** A picture of a red can on grey, and a mask that keeps the can. */
async function samplePicture(): Promise<Sample> {
  const [picture, mask] = await Promise.all([drawn('#c8c8c4', '#c02020'), drawn('black', 'white')]);
  return { picture, mask };
}

function drawn(background: string, can: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PX}" height="${HEIGHT_PX}">
    <rect width="100%" height="100%" fill="${background}"/>
    <rect x="240" y="120" width="160" height="260" rx="24" fill="${can}"/>
  </svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

function perform(engine: Engine, kind: ActionKind, { picture, mask }: Sample): Promise<EnginePicture> {
  const never = new AbortController().signal; // the timeout ends each call
  switch (kind) {
    case 'PROMPT': {
      const aspectRatio = { width: 4, height: 3 };
      const prompt = 'A red can on a wooden table, soft morning light';
      return engine.prompt({ ...WORDS, prompt, aspectRatio, source: null, mask: null }, never);
    }
    case 'PROMPT_EDIT':
      return engine.edit({ ...WORDS, picture, prompt: 'Make it darker' }, never);
    case 'BACKGROUND':
      return engine.background({ picture, background: 'a beach in the evening', mask, seed: SEED }, never);
    case 'EXPAND':
      return engine.expand({ picture, top: 0, right: 160, bottom: 0, left: 160, prompt: null, seed: SEED }, never);
  }
}

function costOf({ usage = NO_USAGE }: EnginePicture, price: EnginePrice | undefined): string {
  const micros = costMicros(usage, price);
  const parts = [
    usage.inputTokens !== null && `${usage.inputTokens} tokens in`,
    usage.outputTokens !== null && `${usage.outputTokens} tokens out`,
    usage.providerUnits !== null && `${usage.providerUnits} units`,
    micros === null ? 'cost unknown' : `cost ${(micros / 1_000_000).toFixed(4)}`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}
