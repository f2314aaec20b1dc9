-- Ends a transaction that was decided upon accounts to which somebody else has written since; see src/ledger/store/recalled.ts.
CREATE FUNCTION "refuse_stale_accounts"() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an account is no longer what was decided upon' USING ERRCODE = 'triggered_action_exception';
END $$;

-- What a line must say was held by CHECKs, which PostgreSQL reads from their stored form anew for every statement: 35 us of a
-- lone line's 130. The trigger that looks at each new line anyway keeps its plan, and lines are never updated.
ALTER TABLE "credit_transactions"
  DROP CONSTRAINT "credit_transactions_sign",
  DROP CONSTRAINT "credit_transactions_subject",
  DROP CONSTRAINT "credit_transactions_draws_in_pairs",
  DROP CONSTRAINT "credit_transactions_key";

-- Each new line says what its kind asks for, and follows the one before it: no gap, the running balance adds up, time does
-- not run backwards.
CREATE OR REPLACE FUNCTION "check_ledger_chain"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken record;
BEGIN
  SELECT l.project_id, l.sequence INTO broken
  FROM (
    SELECT n.*,
           lag(n.sequence) OVER w AS before_sequence,
           lag(n.balance_after) OVER w AS before_balance,
           lag(n.created_at) OVER w AS before_at
    FROM added n WINDOW w AS (PARTITION BY n.project_id ORDER BY n.sequence)
  ) l
  LEFT JOIN LATERAL (
    SELECT t.sequence, t.balance_after, t.created_at FROM credit_transactions t
    WHERE l.before_sequence IS NULL AND t.project_id = l.project_id AND t.sequence >= l.sequence - 1
    ORDER BY t.sequence LIMIT 1
  ) stored ON stored.sequence = l.sequence - 1
  WHERE l.sequence <> coalesce(l.before_sequence, stored.sequence, 0) + 1
     OR l.balance_after <> coalesce(l.before_balance, stored.balance_after, 0) + l.amount
     OR l.created_at < coalesce(l.before_at, stored.created_at, l.created_at)
     OR CASE l.kind
          WHEN 'CHARGE' THEN
            l.amount <= 0 AND l.action_id IS NOT NULL AND l.action_kind IS NOT NULL AND l.refund_of IS NULL
          WHEN 'REFUND' THEN l.amount >= 0 AND l.action_id IS NOT NULL AND l.refund_of < l.sequence
          WHEN 'TRANSFER_OUT' THEN l.amount < 0 AND l.action_id IS NULL AND l.refund_of IS NULL
          ELSE (l.amount > 0) = (l.kind IN ('GRANT', 'TRANSFER_IN'))
            AND l.amount <> 0 AND l.action_id IS NULL AND l.refund_of IS NULL AND l.grant_id IS NOT NULL
        END IS NOT TRUE
     OR cardinality(l.draw_grant_ids) IS DISTINCT FROM cardinality(l.draw_credits)
     OR (l.idempotency_key IS NULL) <> (l.request_hash IS NULL)
     OR char_length(l.idempotency_key) NOT BETWEEN 1 AND 255
     OR octet_length(l.request_hash) <> 32
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'line % of project % does not follow from the line before it, or does not say what its kind asks for',
      broken.sequence, broken.project_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
