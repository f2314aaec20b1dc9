-- A line is found by its place through the primary key, however few lines a project had when the plan was made: on a young
-- database the planner takes any index that begins with "project_id" for as good as another, and would read a busy
-- project's lines one by one. Asking for the first line in order, at or after the place, leaves it no choice.

CREATE OR REPLACE FUNCTION "check_ledger_chain"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken record;
BEGIN
  SELECT l.project_id, l.sequence INTO broken
  FROM (
    SELECT n.project_id, n.sequence, n.amount, n.balance_after, n.created_at,
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
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'line % of project % does not follow from the line before it', broken.sequence, broken.project_id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

-- A project's balance and sequence are its newest line's, whatever of the row was updated: comparing the rows with what they
-- were before would be a join of all with all.
CREATE OR REPLACE FUNCTION "check_project_balance"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken record;
BEGIN
  SELECT n.id INTO broken
  FROM after_update n
  LEFT JOIN LATERAL (
    SELECT t.sequence, t.balance_after, t.created_at FROM credit_transactions t
    WHERE t.project_id = n.id ORDER BY t.sequence DESC LIMIT 1
  ) newest ON true
  WHERE n.sequence <> coalesce(newest.sequence, 0)
     OR n.balance <> coalesce(newest.balance_after, 0)
     OR n.last_entry_at IS DISTINCT FROM newest.created_at
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the balance of project % is not that of its newest line', broken.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER "projects_balance" ON "projects";
CREATE TRIGGER "projects_balance" AFTER UPDATE ON "projects"
  REFERENCING NEW TABLE AS after_update
  FOR EACH STATEMENT EXECUTE FUNCTION "check_project_balance"();
