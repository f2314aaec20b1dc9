/** The thread of one who reads all the while: what the attackers compute in their thread is no part of its waits. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { Reading, Wait } from './bystanders.ts';

const { url, authorization, body, pauseMs, timeOrigin } = workerData as Reading; // what `readAllTheWhile` gave it
const now = () => performance.timeOrigin - timeOrigin + performance.now();
const headers = { 'content-type': 'application/json', authorization };
const waits: Wait[] = [];
const stop = new AbortController();

parentPort?.once('message', () => stop.abort());
while (!stop.signal.aborted) {
  const at = now();
  const answer = await fetch(url, { method: 'POST', headers, body });
  const { errors } = (await answer.json()) as { errors?: { extensions: { code: string } }[] }; // as every answer is
  waits.push({ at, ms: now() - at, code: errors?.[0]?.extensions.code ?? 'no error' });
  await sleep(pauseMs);
}
parentPort?.postMessage(waits, []);
