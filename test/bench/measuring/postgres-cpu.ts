import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** How Linux counts a process's time: in hundredths of a second, whatever the clock of the machine. */
const TICK_MICROS = 1_000_000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/**
 * The CPU time so far of a PostgreSQL server and everything that it has started, those processes included that have ended,
 * in microseconds. Linux only; NaN elsewhere.
 */
export function postgresCpuMicros(postmasterPid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(name) : null;
    if (stat === null) continue;
    if (Number(name) === postmasterPid) ticks += stat.own + stat.endedChildren;
    else if (stat.parent === postmasterPid) ticks += stat.own;
  }
  return ticks * TICK_MICROS;
}

/** Null where the process ends meanwhile. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function statOf(pid: string): { parent: number; own: number; endedChildren: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number); // from field 3 on
    const at = (field: number) => fields[field - 3] ?? 0;
    return { parent: at(4), own: at(14) + at(15), endedChildren: at(16) + at(17) };
  } catch {
    return null;
  }
}
