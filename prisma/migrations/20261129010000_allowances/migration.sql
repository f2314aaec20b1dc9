CREATE TYPE "allowance_interval" AS ENUM ('DAY', 'WEEK', 'MONTH');

ALTER TABLE "projects"
  ADD COLUMN "allowance_credits" INTEGER,
  ADD COLUMN "allowance_every" "allowance_interval",
  ADD COLUMN "allowance_rollover" BOOLEAN,
  ADD COLUMN "allowance_rollover_cap" INTEGER,
  ADD COLUMN "allowance_time_zone" TEXT,
  ADD COLUMN "allowance_start_at" TIMESTAMPTZ(3),
  ADD COLUMN "allowance_next_at" TIMESTAMPTZ(3);

-- The instant that an allowance gave the grant for: one grant an instant. The condition joins a CHECK that is there: each one more
-- is read from its stored form anew for every statement.
ALTER TABLE "credit_grants"
  ADD COLUMN "allowance_at" TIMESTAMPTZ(3),
  DROP CONSTRAINT "credit_grants_credits_positive",
  ADD CONSTRAINT "credit_grants_credits_positive"
    CHECK ("credits" > 0 AND ("allowance_at" IS NULL OR "source" = 'ALLOWANCE'));
CREATE UNIQUE INDEX "credit_grants_one_an_allowance"
  ON "credit_grants" ("project_id", "allowance_at") WHERE ("allowance_at" IS NOT NULL);

CREATE FUNCTION "refuse_other_allowance"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the allowance that grant % came from is never changed', OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "credit_grants_keep_allowance" BEFORE UPDATE OF "allowance_at" ON "credit_grants"
  FOR EACH ROW WHEN (NEW."allowance_at" IS DISTINCT FROM OLD."allowance_at") EXECUTE FUNCTION "refuse_other_allowance"();

-- An allowance is whole or not there. Its next instant follows the newest grant of an allowance, so that none is given twice, and
-- as long as it stays the same schedule it only moves on.
CREATE FUNCTION "check_allowance"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE is_whole boolean;
BEGIN
  IF NEW.allowance_credits IS NULL THEN
    is_whole := num_nonnulls(NEW.allowance_every, NEW.allowance_rollover, NEW.allowance_rollover_cap,
      NEW.allowance_time_zone, NEW.allowance_start_at, NEW.allowance_next_at) = 0;
  ELSE
    is_whole := NEW.allowance_credits > 0 AND NEW.allowance_next_at >= NEW.allowance_start_at
      AND num_nulls(NEW.allowance_every, NEW.allowance_rollover, NEW.allowance_time_zone,
        NEW.allowance_start_at, NEW.allowance_next_at) = 0
      AND (NEW.allowance_rollover_cap IS NULL OR (NEW.allowance_rollover AND NEW.allowance_rollover_cap >= 0))
      AND NOT EXISTS (
        SELECT FROM credit_grants g WHERE g.project_id = NEW.id AND g.allowance_at >= NEW.allowance_next_at
      );
  END IF;
  IF is_whole IS NOT TRUE THEN
    RAISE EXCEPTION 'the allowance of project % is not whole, or gives an instant again', NEW.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.allowance_next_at < OLD.allowance_next_at
    AND (NEW.allowance_every, NEW.allowance_time_zone, NEW.allowance_start_at)
      = (OLD.allowance_every, OLD.allowance_time_zone, OLD.allowance_start_at) THEN
    RAISE EXCEPTION 'the allowance of project % goes back', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

-- Fires for statements alone that name the columns: a charge's does not.
CREATE TRIGGER "projects_allowance" BEFORE INSERT OR UPDATE OF
  "allowance_credits", "allowance_every", "allowance_rollover", "allowance_rollover_cap", "allowance_time_zone",
  "allowance_start_at", "allowance_next_at" ON "projects"
  FOR EACH ROW EXECUTE FUNCTION "check_allowance"();
