CREATE TYPE "credit_cap_period" AS ENUM ('DAY', 'MONTH');

-- Keys may be narrowed to some projects, capped, and end.
ALTER TABLE "api_keys"
  ADD COLUMN "project_ids" UUID[],
  ADD COLUMN "expires_at" TIMESTAMPTZ(3),
  ADD COLUMN "revoked_at" TIMESTAMPTZ(3),
  ADD COLUMN "last_used_at" TIMESTAMPTZ(3),
  ADD CONSTRAINT "api_keys_projects_are_named" CHECK (cardinality("project_ids") > 0);
CREATE INDEX "api_keys_prefix_idx" ON "api_keys" ("prefix");

-- What a key may spend in a period, and has spent in the one that began at "period_at". The row is locked and moved in the
-- transaction of the charge itself.
CREATE TABLE "credit_caps" (
  "api_key_id" UUID NOT NULL,
  "credits" INTEGER NOT NULL,
  "per" "credit_cap_period" NOT NULL,
  "period_at" TIMESTAMPTZ(3) NOT NULL,
  "spent" BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "credit_caps_pkey" PRIMARY KEY ("api_key_id"),
  CONSTRAINT "credit_caps_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys" ("id")
    ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "credit_caps_spent_within" CHECK ("spent" BETWEEN 0 AND "credits"),
  CONSTRAINT "credit_caps_credits_positive" CHECK ("credits" > 0)
) WITH (fillfactor = 50);

-- Under whose cap a charge was made, so that its refund gives the cap back.
ALTER TABLE "credit_transactions" ADD COLUMN "cap_key_id" UUID;

-- What signs access tokens. A new one takes over from time to time; the ones before verify until their tokens have ended.
CREATE TABLE "token_keys" (
  "id" UUID NOT NULL,
  "secret" BYTEA NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "token_keys_pkey" PRIMARY KEY ("id")
);

-- Who did what to the workspace. Lines are inserted and never touched again.
CREATE TABLE "audit_entries" (
  "workspace_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "actor" TEXT NOT NULL,
  "act" TEXT NOT NULL,
  "project_id" UUID,
  "subject_id" UUID NOT NULL,
  "changes" JSONB NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("workspace_id", "id")
);
CREATE TRIGGER "audit_entries_immutable" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
