import type { Page } from 'playwright-core';
import { untilOpen } from './open-view.ts';
import { type ThreadBill, threadBill } from './thread-bill.ts';
import { readTrace, recordTrace } from './trace.ts';
import type { View } from './view.ts';

const FRAMES = 300;
const STEP_PX = 60;
/** The interval of 60 frames/s, with a tolerance for the timestamps of frames. */
const FRAME_MAX_MS = 17.5;

export interface Scrolling {
  readonly bill: ThreadBill;
  readonly frames: number;
  readonly framesPerSecond: number;
  /** Frames that were later than at 60 frames/s. */
  readonly lateFrames: number;
  readonly nodesMax: number;
  /** The JavaScript heap after a garbage collection at the end. */
  readonly heapMb: number;
}

/** Scrolls down by a step in each frame. */
export async function scrollView(page: Page, view: View): Promise<Scrolling> {
  await untilOpen(page, view);
  let seen = { times: [0], nodes: 0 };
  const trace = await recordTrace(page, async () => {
    seen = await page.evaluate<typeof seen>(scroll(view.scroller));
  });
  const gaps = seen.times.slice(1).map((time, place) => time - (seen.times[place] ?? 0));
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return {
    bill: threadBill(readTrace(trace)),
    frames: FRAMES,
    framesPerSecond: (FRAMES * 1_000) / gaps.reduce((sum, gap) => sum + gap, 0),
    lateFrames: gaps.filter((gap) => gap > FRAME_MAX_MS).length,
    nodesMax: seen.nodes,
    heapMb: usedSize / 1e6,
  };
}

function scroll(scroller: string): string {
  return `new Promise((done) => {
    const [times, scroller] = [[], ${scroller}];
    const all = document.getElementsByTagName('*');
    let nodes = 0;
    const step = (time) => {
      times.push(time);
      nodes = Math.max(nodes, all.length);
      scroller.scrollTop += ${STEP_PX};
      if (times.length > ${FRAMES}) done({ times, nodes });
      else requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  })`;
}
