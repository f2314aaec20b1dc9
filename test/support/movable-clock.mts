// Loaded before dist/main.js: the time is off by as many milliseconds as the file says that CLOCK_OFFSET_FILE names, for the
// machine's clock as run.js hands it on, and for the database's as process.js asks for it and carries it on. Whatever else
// asks for the time, the job queue first of all, is told the real one: it compares it with the database's.
import { readFileSync } from 'node:fs';
import pg from 'pg';

const file = process.env['CLOCK_OFFSET_FILE'] ?? '';
const offsetMs = () => Number(readFileSync(file, 'utf8'));

const now = Date.now.bind(Date);
Object.defineProperty(Date, 'now', {
  configurable: true,
  get() {
    if (!isAskedBy('/dist/run.js')) return now;
    Object.defineProperty(Date, 'now', { configurable: true, writable: true, value: now }); // it asks once
    return () => now() + offsetMs();
  },
});

const steady = performance.now.bind(performance);
Object.defineProperty(performance, 'now', {
  configurable: true,
  value: () => (isAskedBy('/dist/process.js') ? steady() + offsetMs() : steady()),
});

type Query = (config: { name?: string }, values: unknown, callback?: Callback) => Promise<Answer> | undefined;
type Callback = (error: unknown, answer: Answer | undefined) => void;
type Answer = { readonly rows: { now: number }[] };

const query = Reflect.get(pg.Client.prototype, 'query') as Query; // as the pool and the process call it
const moved = (answer: Answer): Answer => ({
  ...answer,
  rows: answer.rows.map((row) => ({ now: row.now + offsetMs() })),
});
pg.Client.prototype.query = function (
  this: pg.Client,
  config: { name?: string },
  values: unknown,
  callback?: Callback,
) {
  if (config?.name !== 'database_clock') return query.call(this, config, values, callback);
  const told = callback && ((error: unknown, answer: Answer | undefined) => callback(error, answer && moved(answer)));
  return query.call(this, config, values, told)?.then(moved);
} as typeof pg.Client.prototype.query; // it takes and gives what the original does

/** Whether the code that asked for the time is in this file. */
function isAskedBy(place: string): boolean {
  return (new Error('who asks').stack?.split('\n')[3] ?? '').includes(place);
}
