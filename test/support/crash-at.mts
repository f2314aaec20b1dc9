// Loaded before dist/main.js: ends the process, as kill -9 does, at the point that CRASH_AT names.
const dist = (file: string) => import(new URL(`../../dist/${file}`, import.meta.url).href);

type Method = (this: unknown, ...args: unknown[]) => unknown;
type Prototype = Record<string, Method>;

const die = () => process.kill(process.pid, 'SIGKILL');

async function prototypeOf(file: string, name: string): Promise<Prototype> {
  const module = (await dist(file)) as Record<string, { prototype: Prototype }>; // what our own modules export
  const found = module[name];
  if (!found) throw new Error(`${file} has no ${name}`);
  return found.prototype;
}

function wrap(prototype: Prototype, method: string, around: (call: () => unknown, args: unknown[]) => unknown): void {
  const original = prototype[method];
  if (!original) throw new Error(`there is no ${method}`);
  prototype[method] = function wrapped(...args) {
    return around(() => original.apply(this, args), args);
  };
}

const engineCalls = await prototypeOf('actions/engine-calls.js', 'EngineCalls');
const pictures = await prototypeOf('images/pictures.js', 'Pictures');
const ledger = await prototypeOf('ledger/ledger.js', 'Ledger');
const live = await prototypeOf('live/live.js', 'Live');
const { EngineRejectedError } = (await dist('engines/engine.js')) as {
  EngineRejectedError: new (text: string) => Error;
};

const isRefund = ([posting]: unknown[]) => (posting as { type: string }).type === 'refund';
const reject = () => Promise.reject(new EngineRejectedError('The engine wants none of it.'));
const dieAfter = async (call: () => unknown) => {
  const result = await call();
  die();
  return result;
};

const points: Record<string, () => void> = {
  'the engine is asked': () => wrap(engineCalls, 'make', die),
  'the engine has answered': () => wrap(engineCalls, 'make', dieAfter),
  'the picture is stored': () => wrap(pictures, 'save', dieAfter),
  'the action has succeeded': () =>
    wrap(live, 'actionChanged', (call, [action]) => {
      if ((action as { status: string }).status === 'SUCCEEDED') die();
      return call();
    }),
  'the refund is about to be posted': () => {
    wrap(engineCalls, 'make', reject);
    wrap(ledger, 'post', (call, args) => (isRefund(args) ? die() : call()));
  },
  'the refund has been posted': () => {
    wrap(engineCalls, 'make', reject);
    wrap(ledger, 'post', (call, args) => (isRefund(args) ? dieAfter(call) : call()));
  },
};
points[process.env['CRASH_AT'] ?? '']?.();
