import { describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { processExists, type ProcessTable, procFiles, psCommand } from '../../src/embedded-postgres/process-table.ts';
import { until } from '../support/until.ts';
import { makeZombie } from '../support/zombie.ts';

const hasProc = fs.existsSync('/proc/self/cmdline');
const hasPs = psCommand.commandLine(process.pid) !== '';
const tables: [string, ProcessTable, boolean][] = [
  ['files of Linux', procFiles, hasProc],
  ['ps', psCommand, hasPs],
];

describe.each(tables.filter(([, , isHere]) => isHere))('the process table by %s', (_, table) => {
  test('returns the command line of a process, alone and among all', async () => {
    const child = spawn('sleep', ['600']);
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    await until(() => table.commandLine(pid) === 'sleep 600');
    expect(table.commandLines().get(pid)).toBe('sleep 600');
    child.kill();
    await once(child, 'exit');
    expect(table.commandLine(pid)).toBe('');
    expect(processExists(pid)).toBe(false);
  });

  test('returns no command line for a zombie, which still exists', async () => {
    const zombie = await makeZombie();
    expect(table.commandLine(zombie.pid)).not.toContain('sleep 600');
    expect(processExists(zombie.pid)).toBe(true);
    zombie.release();
  });
});
