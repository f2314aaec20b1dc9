// Applies one posting in a process of its own, which ends, as by kill -9, behind the statement that KILL_BEHIND counts.
import { randomBytes } from 'node:crypto';
import { settlingJobs } from '../../src/actions/jobs.ts';
import { nextAllowanceAt } from '../../src/allowances/next-allowance-at.ts';
import { AccountCache } from '../../src/ledger/store/account-cache.ts';
import { idsInOrder } from '../../src/database/ids-in-order.ts';
import { PipelineConnection } from '../../src/database/pipeline-connection.ts';
import type { GrantId } from '../../src/ids.ts';
import type { Posting } from '../../src/ledger/kernel/posting.ts';
import { LedgerStore } from '../../src/ledger/store/ledger-store.ts';

import { entryEvents } from '../../src/webhooks/entry-events.ts';

const { DATABASE_URL = '', POSTING = '', NOW = '', KILL_BEHIND = '' } = process.env;
const now = Number(NOW);
const newId = idsInOrder(() => now, randomBytes);

class KilledConnection extends PipelineConnection {
  #left = Number(KILL_BEHIND);

  override async run(statements: Parameters<PipelineConnection['run']>[0]) {
    const sent = Math.min(this.#left, statements.length);
    this.#left -= sent;
    const answers = sent > 0 ? await super.run(statements.slice(0, sent)) : [];
    if (sent < statements.length) process.kill(process.pid, 'SIGKILL');
    return answers;
  }
}

const store = new LedgerStore(new KilledConnection(DATABASE_URL), {
  decisionContext: () => ({ now, newGrantId: () => newId<GrantId>(), nextAllowanceAt }),
  settlingJobs,
  entryStatements: entryEvents,
  accounts: new AccountCache(),
});
await store.apply([{ posting: JSON.parse(POSTING) as Posting, attachment: null }]); // written by killed-postings.test.ts
console.log('applied');
await store.close();
