import type { TraceEvent } from './trace.ts';

/** The part to which an event is assigned. Events of other types are assigned to the part of the enclosing event. */
const PART_OF: Readonly<Record<string, string>> = {
  EvaluateScript: 'evaluation of scripts',
  'v8.evaluateModule': 'evaluation of scripts',
  'v8.compile': 'compilation',
  'v8.compileModule': 'compilation',
  FunctionCall: 'functions',
  RunMicrotasks: 'functions',
  TimerFire: 'functions',
  FireAnimationFrame: 'functions',
  EventDispatch: 'functions',
  UpdateLayoutTree: 'style',
  ParseAuthorStyleSheet: 'style',
  Layout: 'layout',
  PrePaint: 'paint',
  Paint: 'paint',
  Layerize: 'paint',
  Commit: 'paint',
  ParseHTML: 'HTML',
  MinorGC: 'garbage collection',
  MajorGC: 'garbage collection',
  BlinkGC: 'garbage collection',
};
const REST = 'rest';

export interface ThreadBill {
  /** The CPU time of all tasks of the main thread, in milliseconds. */
  readonly cpuMs: number;
  readonly longestTaskMs: number;
  /** The CPU time of each part, in milliseconds, in descending order. The time of nested events is counted once. */
  readonly parts: readonly (readonly [part: string, ms: number])[];
}

/** Sums the CPU time of the page's main thread in a trace. */
export function threadBill(events: readonly TraceEvent[]): ThreadBill {
  const parts = new Map<string, number>();
  const add = (part: string, us: number) => parts.set(part, (parts.get(part) ?? 0) + us / 1_000);
  const tasks: number[] = [];
  const open: { readonly endsAt: number; readonly part: string }[] = [];
  for (const { name, ts, dur, tdur } of mainThread(events)) {
    while (open.length > 0 && (open.at(-1)?.endsAt ?? 0) <= ts) open.pop();
    const around = open.at(-1);
    if (!around && name !== 'RunTask') continue;
    if (!around) tasks.push(tdur / 1_000);
    const part = PART_OF[name] ?? around?.part ?? REST;
    if (around) add(around.part, -tdur);
    add(part, tdur);
    open.push({ endsAt: ts + dur, part });
  }
  return {
    cpuMs: tasks.reduce((sum, ms) => sum + ms, 0),
    longestTaskMs: Math.max(0, ...tasks),
    parts: [...parts].toSorted(([, one], [, other]) => other - one),
  };
}

/** The complete events of the busiest renderer's main thread in chronological order, enclosing events first. */
function mainThread(events: readonly TraceEvent[]): TraceEvent[] {
  const names = events.filter(({ name, args }) => name === 'thread_name' && args['name'] === 'CrRendererMain');
  const threads = names.map(({ pid, tid }) =>
    events.filter((event) => event.ph === 'X' && event.pid === pid && event.tid === tid),
  );
  const [busiest = []] = threads.toSorted((one, other) => other.length - one.length);
  return busiest.toSorted((one, other) => one.ts - other.ts || other.dur - one.dur);
}
