-- Price lists are published and, before they begin, withdrawn by people; what was there came with the workspace.
ALTER TABLE "price_lists"
  ADD COLUMN "published_at" TIMESTAMPTZ(3),
  ADD COLUMN "published_by" TEXT,
  ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3);
UPDATE "price_lists" SET "published_at" = "effective_at", "published_by" = 'system';
ALTER TABLE "price_lists"
  ALTER COLUMN "published_at" SET NOT NULL,
  ALTER COLUMN "published_by" SET NOT NULL,
  ADD CONSTRAINT "price_lists_not_backdated" CHECK ("effective_at" >= "published_at"),
  ADD CONSTRAINT "price_lists_withdrawn_before" CHECK ("withdrawn_at" < "effective_at");

CREATE INDEX "price_lists_standing" ON "price_lists" ("workspace_id", "effective_at" DESC, "version" DESC)
  WHERE ("withdrawn_at" IS NULL);

-- Charges name the list that they were priced by: a list changes once at the most, by being withdrawn, and a price never.
CREATE FUNCTION "refuse_price_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'price_lists' THEN
    IF OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL
      AND (NEW.workspace_id, NEW.version, NEW.effective_at, NEW.published_at, NEW.published_by)
        IS NOT DISTINCT FROM (OLD.workspace_id, OLD.version, OLD.effective_at, OLD.published_at, OLD.published_by)
    THEN RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'published prices are never changed or removed (% on %)', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "price_lists_immutable" BEFORE UPDATE OR DELETE ON "price_lists"
  FOR EACH ROW EXECUTE FUNCTION "refuse_price_change"();
CREATE TRIGGER "price_lists_stay" BEFORE TRUNCATE ON "price_lists"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_price_change"();
CREATE TRIGGER "action_prices_immutable" BEFORE UPDATE OR DELETE ON "action_prices"
  FOR EACH ROW EXECUTE FUNCTION "refuse_price_change"();
CREATE TRIGGER "action_prices_stay" BEFORE TRUNCATE ON "action_prices"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_price_change"();
