import fs from 'node:fs';
import pg from 'pg';
for (const f of ['/tmp/prof/setupA.json', '/tmp/prof/setup.json']) {
  const s = JSON.parse(fs.readFileSync(f, 'utf8'));
  const c = new pg.Client({ connectionString: s.url });
  await c.connect();
  if (process.argv[2] === 'on') {
    await c.query(`alter database ${s.url.includes('copya') ? 'copya' : 'copy1'} set track_functions='pl'`);
    await c.query('select pg_stat_reset()');
  } else {
    console.log(f);
    console.table(
      (await c.query('select funcname, calls, (total_time*1000/calls)::int as us from pg_stat_user_functions')).rows,
    );
    await c.query('select pg_stat_reset()');
  }
  await c.end();
}
