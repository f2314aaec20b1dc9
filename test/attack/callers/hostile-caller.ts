import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Target } from '../target.ts';

/**
 * Prepares what it needs, and promises the attack: it does harm as long as it is let, within what its limits allow, and
 * comes to rest once the signal aborts.
 */
export type HostileCaller = (target: Target) => Promise<(signal: AbortSignal) => Promise<void>>;

/** One caller after the other, before any of them begins. */
export async function prepare(
  target: Target,
  callers: readonly HostileCaller[],
): Promise<(signal: AbortSignal) => Promise<void>> {
  const attacks: ((signal: AbortSignal) => Promise<void>)[] = [];
  for (const caller of callers) attacks.push(await caller(target));
  return async (signal) => void (await Promise.all(attacks.map((attack) => attack(signal))));
}

/** Again and again, a pause between. What is refused or cut off is what the attacker has to expect. */
export async function again(signal: AbortSignal, pauseMs: number, attack: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    await attack().catch(() => undefined);
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined); // its end wakes it
  }
}

/** Connections that are held for so long, or until the end of the attack. */
export async function holding(
  { port }: Target,
  signal: AbortSignal,
  { count, forMs }: { count: number; forMs: number },
  begin: (socket: net.Socket) => void,
): Promise<void> {
  const sockets = Array.from({ length: count }, () => {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('error', () => undefined); // the server may cut it off at any time
    begin(socket);
    return socket;
  });
  await sleep(forMs, undefined, { signal }).catch(() => undefined);
  for (const socket of sockets) socket.destroy();
}

export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
