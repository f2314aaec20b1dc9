import { expect, test } from '@jest/globals';
import path from 'node:path';
import { openClient } from '../../src/database/open-client.ts';
import { openCluster } from '../../src/embedded-postgres/cluster.ts';
import { ownCluster } from '../support/database.ts';

test.each(["Maria's data, new", 'pay $HOME `id`', 'a "studio"', 'back\\slash'])(
  'a database lives in a folder called %s, and is found there again',
  async (name) => {
    const own = ownCluster();
    const folder = path.join(own.folder, name);
    const cluster = await openCluster({ folder, durable: false });
    try {
      const client = await openClient(await cluster.ensureDatabase('darkroom'));
      expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
      await client.end();
      expect((await openCluster({ folder, durable: false })).startedHere).toBe(false);
    } finally {
      await cluster.stop('immediate');
    }
    await own.remove();
  },
);
