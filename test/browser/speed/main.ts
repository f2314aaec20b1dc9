// Measures the views of a project with 20,000 transactions and of one with 5,000 pictures, in Chromium's trace:
//   npm run measure:page              all views
//   npm run measure:page -- history   the named views
// Prints CPU time of the main thread, so that other load on the machine counts less; frames need a quiet machine.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { insertManyPictures } from '../insert-many-pictures.ts';
import { OpenHouse } from '../open-house.ts';
import { expectPictures, mugFile, uploadFile } from '../studio-steps.ts';
import type { Visitor } from '../visitor.ts';
import { insertManyCharges } from './insert-many-charges.ts';
import { type Opening, openView } from './open-view.ts';
import { scrollView } from './scroll-view.ts';
import type { View } from './view.ts';

const ROUNDS = 5;
const CHARGES = 20_000;
const PICTURES = 5_000;

const installer = path.join(import.meta.dirname, '../../../tools/install-chromium.mjs');
process.env['CHROMIUM'] = execFileSync(process.execPath, [installer], { encoding: 'utf8' }).trim();
const house = await OpenHouse.open({ WORKERS: '0' });
try {
  const wanted = process.argv.slice(2);
  const views = (await fill()).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const visitor = await house.comeIn();
  await visitor.page.getByRole('list', { name: 'Projects' }).getByRole('link').first().waitFor();
  for (const view of views) await measure(visitor, view);
  await house.seeOff();
} finally {
  await house.close();
}

async function fill(): Promise<View[]> {
  const charged = await projectWithPhoto('Charged', 5 * CHARGES + 500);
  await house.withDatabase((client) => insertManyCharges(client, charged, CHARGES));
  const uploaded = await projectWithPhoto('Uploaded', 0);
  await house.withDatabase((client) => insertManyPictures(client, uploaded, PICTURES - 1));
  const tiles = { selector: '[data-item] img[data-shown]', count: 20 };
  const sheetScroller = `document.querySelector('[role="presentation"]:has([data-item])')`;
  return [
    { name: 'sheet', url: `/projects/${uploaded}/sheet`, shows: [tiles], scroller: sheetScroller },
    { name: 'made', url: `/projects/${charged}/sheet`, shows: [tiles], scroller: sheetScroller },
    {
      name: 'history',
      url: `/projects/${charged}/history`,
      shows: [
        { selector: 'table time', count: 3 },
        { selector: '[data-testid="spent"]', count: 1 },
      ],
      scroller: 'document.scrollingElement',
    },
  ];
}

async function projectWithPhoto(name: string, credits: number): Promise<string> {
  const projectId = await house.newSheet({ name, credits });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await uploadFile(page, await mugFile());
  await expectPictures(page, 1);
  await house.seeOff();
  return projectId;
}

async function measure({ page }: Visitor, view: View): Promise<void> {
  const openings: Opening[] = [];
  for (let round = 0; round < ROUNDS; round += 1) openings.push(await openView(page, view));
  openings.sort((one, other) => one.bill.cpuMs - other.bill.cpuMs);
  const middle = openings[Math.floor(ROUNDS / 2)];
  if (!middle) return;
  const { bill, requests, nodes } = middle;
  console.log(
    `${view.name}: ${bill.cpuMs.toFixed(0)} ms (${openings.map((each) => each.bill.cpuMs.toFixed(0)).join(' ')})`,
  );
  console.log(`  longest task ${bill.longestTaskMs.toFixed(0)} ms, ${requests} requests, ${nodes} nodes`);
  for (const [part, ms] of bill.parts) console.log(`  ${part} ${ms.toFixed(0)} ms`);
  const { framesPerSecond, lateFrames, frames, nodesMax, heapMb, bill: scrolled } = await scrollView(page, view);
  console.log(
    `  scrolled: ${framesPerSecond.toFixed(1)} frames/s, ${lateFrames} of ${frames} late, at most ${nodesMax} nodes`,
  );
  const parts = scrolled.parts.map(([part, ms]) => `${part} ${(ms / frames).toFixed(1)}`);
  console.log(
    `  a frame: ${(scrolled.cpuMs / frames).toFixed(1)} ms (${parts.join(', ')}); heap ${heapMb.toFixed(1)} MB`,
  );
}
