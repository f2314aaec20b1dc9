-- A grant that has been revoked stays empty for ever, whatever comes back to it. The condition joins a CHECK that is there: each one
-- more is read from its stored form anew for every statement.
ALTER TABLE "credit_grants"
  ADD COLUMN "revoked_at" TIMESTAMPTZ(3),
  DROP CONSTRAINT "credit_grants_spent_is_empty",
  ADD CONSTRAINT "credit_grants_spent_is_empty"
    CHECK ("spent" = ("remaining" = 0) AND ("revoked_at" IS NULL OR "spent"));

CREATE FUNCTION "refuse_revival"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'grant % has been revoked, which is never changed', OLD.id USING ERRCODE = 'restrict_violation';
END $$;

-- Fires for statements alone that name the column: a charge's does not.
CREATE TRIGGER "credit_grants_stay_revoked" BEFORE UPDATE OF "revoked_at" ON "credit_grants"
  FOR EACH ROW WHEN (OLD."revoked_at" IS NOT NULL AND NEW."revoked_at" IS DISTINCT FROM OLD."revoked_at")
  EXECUTE FUNCTION "refuse_revival"();

ALTER TABLE "credit_transactions"
  ADD COLUMN "counterpart_project_id" UUID,
  ADD COLUMN "counterpart_sequence" INTEGER;

-- As before, and besides: both sides of a transfer are there, name each other, and cancel each other out. They are inserted by
-- one statement. A transfer may bring several grants, which its draws name.
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
            AND l.counterpart_sequence IS NULL
          WHEN 'REFUND' THEN
            l.amount >= 0 AND l.action_id IS NOT NULL AND l.refund_of < l.sequence AND l.counterpart_sequence IS NULL
          WHEN 'TRANSFER_OUT' THEN
            l.amount < 0 AND l.action_id IS NULL AND l.refund_of IS NULL AND l.draw_grant_ids IS NOT NULL
            AND is_other_side(l.counterpart_project_id, l.counterpart_sequence, 'TRANSFER_IN', -l.amount, l.project_id, l.sequence)
          WHEN 'TRANSFER_IN' THEN
            l.amount > 0 AND l.action_id IS NULL AND l.refund_of IS NULL AND l.draw_grant_ids IS NOT NULL
            AND is_other_side(l.counterpart_project_id, l.counterpart_sequence, 'TRANSFER_OUT', -l.amount, l.project_id, l.sequence)
          ELSE (l.amount > 0) = (l.kind = 'GRANT') AND l.counterpart_sequence IS NULL
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

-- Whether the line at a place is the other side of that transfer: of this kind and amount, and names the first one back. It is
-- asked for as the first line in order at or after the place, so that any plan finds it through the primary key.
CREATE FUNCTION "is_other_side"(
  other_project UUID, other_sequence INTEGER, other_kind "credit_transaction_kind", other_amount INTEGER,
  own_project UUID, own_sequence INTEGER
) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN other_project <> own_project AND (
    SELECT (c.sequence, c.kind, c.amount, c.counterpart_project_id, c.counterpart_sequence)
      = (other_sequence, other_kind, other_amount, own_project, own_sequence)
    FROM credit_transactions c
    WHERE c.project_id = other_project AND c.sequence >= other_sequence ORDER BY c.sequence LIMIT 1
  );
END $$;
