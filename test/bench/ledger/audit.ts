import { openClient } from '../../../src/database/open-client.ts';

const ACTIONS = 'a charge without its action, or an action without its charge';

/** Each gives no row where all is well. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'a project whose balance, sequence and lines do not agree': `
    select p.id from projects p
    left join (select project_id, sum(amount) as total, count(*) as lines, max(sequence) as last
      from credit_transactions group by 1) t on t.project_id = p.id
    where p.balance <> coalesce(t.total, 0) or p.sequence <> coalesce(t.lines, 0) or p.sequence <> coalesce(t.last, 0)`,
  'a project whose grants do not hold its balance': `
    select p.id from projects p
    left join (select project_id, sum(remaining) as remaining from credit_grants group by 1) g on g.project_id = p.id
    where p.balance <> coalesce(g.remaining, 0)`,
  'a project whose usage is not what was charged and not refunded': `
    select p.id from projects p
    left join (select project_id, -sum(amount) as credits from credit_transactions
      where kind in ('CHARGE', 'REFUND') group by 1) t on t.project_id = p.id
    left join (select project_id, sum(credits_from_00) as credits from usage group by 1) u on u.project_id = p.id
    left join (select project_id, sum(credits_from_00) as credits from usage_by_spender group by 1) s on s.project_id = p.id
    where coalesce(t.credits, 0) <> coalesce(u.credits, 0) or coalesce(t.credits, 0) <> coalesce(s.credits, 0)`,
  'a line that does not follow from the one before': `
    select project_id from (
      select project_id, balance_after - amount as before, created_at,
        lag(balance_after, 1, 0) over w as balance_before, lag(created_at, 1, created_at) over w as created_before
      from credit_transactions window w as (partition by project_id order by sequence)
    ) l where before <> balance_before or created_at < created_before`,
  [ACTIONS]: `
    select coalesce(t.project_id, a.project_id) from credit_transactions t
    full join actions a on a.project_id = t.project_id and a.id = t.action_id and a.charge_sequence = t.sequence
    where (a.id is null and t.kind = 'CHARGE') or t.project_id is null`,
};

/** Looks the ledgers of these databases through. Throws where something is not as it must be. `hasActions` false: charges alone were made. */
export async function auditCharges(urls: readonly string[], { hasActions = true } = {}): Promise<void> {
  for (const url of urls) {
    const client = await openClient(url);
    try {
      for (const [what, question] of Object.entries(QUESTIONS)) {
        if (what === ACTIONS && !hasActions) continue;
        const { rows } = await client.query<Record<string, unknown>>(`${question} limit 1`);
        if (rows.length > 0) throw new Error(`the ledger is wrong: ${what}, ${JSON.stringify(rows[0])}`);
      }
    } finally {
      await client.end();
    }
  }
}
