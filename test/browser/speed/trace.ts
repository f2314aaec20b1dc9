import type { Page } from 'playwright-core';
import { z } from 'zod';

const CATEGORIES = ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'v8', 'v8.execute'];

const traceEvent = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.int(),
  tid: z.int(),
  /** In microseconds, as are the durations: `dur` by the clock, `tdur` on the CPU. */
  ts: z.number(),
  dur: z.number().default(0),
  tdur: z.number().default(0),
  args: z.record(z.string(), z.unknown()).default({}),
});
const traceFile = z.object({ traceEvents: z.array(traceEvent) });
export type TraceEvent = z.infer<typeof traceEvent>;

/** Records a Chromium trace while `work` runs. */
export async function recordTrace(page: Page, work: () => Promise<void>): Promise<Buffer> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page belongs to no browser');
  await browser.startTracing(page, { categories: CATEGORIES });
  await work();
  return browser.stopTracing();
}

export function readTrace(bytes: Buffer): TraceEvent[] {
  return traceFile.parse(JSON.parse(bytes.toString())).traceEvents;
}
