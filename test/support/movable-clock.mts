// Loaded before dist/main.js: the clock that it hands on is off by as many milliseconds as the file says that
// CLOCK_OFFSET_FILE names. Whatever else asks for the time, the job queue first of all, is told the real one: it compares it
// with the database's.
import { readFileSync } from 'node:fs';

const file = process.env['CLOCK_OFFSET_FILE'] ?? '';
const now = Date.now.bind(Date);
const movedNow = () => now() + Number(readFileSync(file, 'utf8'));

Object.defineProperty(Date, 'now', {
  configurable: true,
  get() {
    const caller = new Error('who asks').stack?.split('\n')[2] ?? '';
    if (!caller.includes('/dist/main.js')) return now;
    Object.defineProperty(Date, 'now', { configurable: true, writable: true, value: now }); // it asks once
    return movedNow;
  },
});
