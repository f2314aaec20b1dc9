CREATE TYPE "role" AS ENUM ('VIEWER', 'EDITOR', 'ADMIN');
CREATE TYPE "credit_transaction_kind" AS ENUM
  ('GRANT', 'CHARGE', 'REFUND', 'EXPIRY', 'REVOCATION', 'TRANSFER_IN', 'TRANSFER_OUT');
CREATE TYPE "action_kind" AS ENUM ('PROMPT', 'PROMPT_EDIT', 'BACKGROUND', 'EXPAND');
CREATE TYPE "grant_source" AS ENUM ('MANUAL', 'PURCHASE', 'ALLOWANCE', 'PROMOTION', 'TRANSFER');
CREATE TYPE "action_status" AS ENUM ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED');

-- ------------------------------------------------------------------------------------------- who

CREATE TABLE "workspaces" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "api_keys" (
  "id" UUID NOT NULL,
  "workspace_id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "role" "role" NOT NULL,
  "prefix" TEXT NOT NULL,
  "secret_hash" BYTEA NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "api_keys_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces" ("id")
    ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "api_keys_hash_is_sha256" CHECK (octet_length("secret_hash") = 32)
);
CREATE UNIQUE INDEX "api_keys_secret_hash_key" ON "api_keys" ("secret_hash");
CREATE INDEX "api_keys_workspace_id_idx" ON "api_keys" ("workspace_id");

CREATE TABLE "signing_keys" (
  "purpose" TEXT NOT NULL,
  "secret" BYTEA NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "signing_keys_pkey" PRIMARY KEY ("purpose")
);

-- ---------------------------------------------------------------------------------------- ledger

-- A busy project's row is updated once a batch: half a page of room keeps the versions on the same page.
CREATE TABLE "projects" (
  "id" UUID NOT NULL,
  "workspace_id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "low_balance_threshold" INTEGER,
  "balance" BIGINT NOT NULL DEFAULT 0,
  "sequence" INTEGER NOT NULL DEFAULT 0,
  "next_expiry_at" TIMESTAMPTZ(3),
  "last_entry_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "archived_at" TIMESTAMPTZ(3),
  CONSTRAINT "projects_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "projects_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces" ("id")
    ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "projects_balance_not_negative" CHECK ("balance" >= 0),
  CONSTRAINT "projects_sequence_not_negative" CHECK ("sequence" >= 0),
  CONSTRAINT "projects_threshold_not_negative" CHECK ("low_balance_threshold" >= 0)
) WITH (fillfactor = 50);
CREATE INDEX "projects_workspace_id_id_idx" ON "projects" ("workspace_id", "id" DESC);

CREATE TABLE "credit_transactions" (
  "project_id" UUID NOT NULL,
  "sequence" INTEGER NOT NULL,
  "kind" "credit_transaction_kind" NOT NULL,
  "amount" INTEGER NOT NULL,
  "balance_after" BIGINT NOT NULL,
  "action_id" UUID,
  "action_kind" "action_kind",
  "grant_id" UUID,
  "draw_grant_ids" UUID[],
  "draw_credits" INTEGER[],
  "refund_of" INTEGER,
  "actor" TEXT NOT NULL,
  "note" TEXT,
  "idempotency_key" TEXT COLLATE "C",
  "request_hash" BYTEA,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "credit_transactions_pkey" PRIMARY KEY ("project_id", "sequence"),
  CONSTRAINT "credit_transactions_sequence_from_one" CHECK ("sequence" >= 1),
  CONSTRAINT "credit_transactions_balance_not_negative" CHECK ("balance_after" >= 0),
  CONSTRAINT "credit_transactions_sign" CHECK (
    CASE "kind"
      WHEN 'GRANT' THEN "amount" > 0
      WHEN 'TRANSFER_IN' THEN "amount" > 0
      WHEN 'REFUND' THEN "amount" >= 0
      WHEN 'CHARGE' THEN "amount" <= 0
      ELSE "amount" < 0
    END
  ),
  CONSTRAINT "credit_transactions_subject" CHECK (
    CASE "kind"
      WHEN 'CHARGE' THEN "action_id" IS NOT NULL AND "action_kind" IS NOT NULL AND "refund_of" IS NULL
      WHEN 'REFUND' THEN "action_id" IS NOT NULL AND "refund_of" IS NOT NULL AND "refund_of" < "sequence"
      WHEN 'TRANSFER_OUT' THEN "action_id" IS NULL AND "refund_of" IS NULL
      ELSE "action_id" IS NULL AND "refund_of" IS NULL AND "grant_id" IS NOT NULL
    END
  ),
  CONSTRAINT "credit_transactions_draws_in_pairs" CHECK (cardinality("draw_grant_ids") = cardinality("draw_credits")),
  CONSTRAINT "credit_transactions_key" CHECK (
    ("idempotency_key" IS NULL) = ("request_hash" IS NULL)
    AND char_length("idempotency_key") BETWEEN 1 AND 255
    AND octet_length("request_hash") = 32
  )
);
CREATE UNIQUE INDEX "credit_transactions_project_id_idempotency_key_key"
  ON "credit_transactions" ("project_id", "idempotency_key");
CREATE UNIQUE INDEX "credit_transactions_one_refund_a_charge"
  ON "credit_transactions" ("project_id", "refund_of") WHERE ("refund_of" IS NOT NULL);
CREATE INDEX "credit_transactions_not_charges"
  ON "credit_transactions" ("project_id", "kind", "sequence" DESC) WHERE ("kind" <> 'CHARGE'::"credit_transaction_kind");

CREATE TABLE "credit_grants" (
  "project_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "source" "grant_source" NOT NULL,
  "credits" INTEGER NOT NULL,
  "remaining" INTEGER NOT NULL,
  "spent" BOOLEAN NOT NULL,
  "priority" SMALLINT NOT NULL,
  "expires_at" TIMESTAMPTZ(3),
  "note" TEXT,
  "sequence" INTEGER NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "credit_grants_pkey" PRIMARY KEY ("project_id", "id"),
  CONSTRAINT "credit_grants_credits_positive" CHECK ("credits" > 0),
  CONSTRAINT "credit_grants_remaining_within" CHECK ("remaining" BETWEEN 0 AND "credits"),
  CONSTRAINT "credit_grants_spent_is_empty" CHECK ("spent" = ("remaining" = 0)),
  CONSTRAINT "credit_grants_priority_within" CHECK ("priority" BETWEEN 0 AND 100)
) WITH (fillfactor = 70);
CREATE INDEX "credit_grants_id_idx" ON "credit_grants" ("id");
CREATE INDEX "credit_grants_live" ON "credit_grants" ("project_id") WHERE (NOT "spent");

CREATE TABLE "usage" (
  "project_id" UUID NOT NULL,
  "quarter_at" TIMESTAMPTZ(3) NOT NULL,
  "action_kind" "action_kind" NOT NULL,
  "actions" INTEGER NOT NULL,
  "credits" BIGINT NOT NULL,
  "refunded_credits" BIGINT NOT NULL,
  CONSTRAINT "usage_pkey" PRIMARY KEY ("project_id", "quarter_at", "action_kind"),
  CONSTRAINT "usage_not_negative" CHECK ("actions" >= 0 AND "credits" >= 0 AND "refunded_credits" >= 0)
) WITH (fillfactor = 70);

-- The kernel holds these invariants once; here they are held a second time, against every other way in.

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'lines of the ledger are never changed or removed (% on %)', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "credit_transactions_immutable" BEFORE UPDATE OR DELETE OR TRUNCATE ON "credit_transactions"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "credit_grants_stay" BEFORE DELETE OR TRUNCATE ON "credit_grants"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Each new line follows the one before it: no gap, the running balance adds up, time does not run backwards.
CREATE FUNCTION "check_ledger_chain"() RETURNS trigger LANGUAGE plpgsql AS $$
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
    WHERE l.before_sequence IS NULL AND t.project_id = l.project_id AND t.sequence = l.sequence - 1
  ) stored ON true
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

CREATE TRIGGER "credit_transactions_chain" AFTER INSERT ON "credit_transactions"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "check_ledger_chain"();

-- A project's balance and sequence are its newest line's.
CREATE FUNCTION "check_project_balance"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken record;
BEGIN
  SELECT n.id INTO broken
  FROM after_update n
  JOIN before_update o ON o.id = n.id
  LEFT JOIN LATERAL (
    SELECT t.balance_after, t.created_at FROM credit_transactions t
    WHERE t.project_id = n.id AND t.sequence = n.sequence
  ) newest ON true
  WHERE (o.balance, o.sequence) IS DISTINCT FROM (n.balance, n.sequence)
    AND (n.balance IS DISTINCT FROM newest.balance_after OR n.last_entry_at IS DISTINCT FROM newest.created_at)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the balance of project % is not that of its newest line', broken.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "projects_balance" AFTER UPDATE ON "projects"
  REFERENCING OLD TABLE AS before_update NEW TABLE AS after_update
  FOR EACH STATEMENT EXECUTE FUNCTION "check_project_balance"();
CREATE TRIGGER "projects_stay" BEFORE DELETE OR TRUNCATE ON "projects"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- ------------------------------------------------------------------------------- prices and actions

CREATE TABLE "price_lists" (
  "workspace_id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "effective_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "price_lists_pkey" PRIMARY KEY ("workspace_id", "version"),
  CONSTRAINT "price_lists_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces" ("id")
    ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "price_lists_version_from_one" CHECK ("version" >= 1)
);

CREATE TABLE "action_prices" (
  "workspace_id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "kind" "action_kind" NOT NULL,
  "credits" INTEGER NOT NULL,
  CONSTRAINT "action_prices_pkey" PRIMARY KEY ("workspace_id", "version", "kind"),
  CONSTRAINT "action_prices_workspace_id_version_fkey" FOREIGN KEY ("workspace_id", "version")
    REFERENCES "price_lists" ("workspace_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "action_prices_credits_within" CHECK ("credits" BETWEEN 0 AND 1000000)
);

CREATE TABLE "actions" (
  "project_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "kind" "action_kind" NOT NULL,
  "status" "action_status" NOT NULL,
  "credits" INTEGER NOT NULL,
  "price_version" INTEGER NOT NULL,
  "prompt" TEXT,
  "model" TEXT,
  "styling" TEXT,
  "background" TEXT,
  "aspect_ratio" TEXT,
  "top" INTEGER,
  "right" INTEGER,
  "bottom" INTEGER,
  "left" INTEGER,
  "source_image_id" UUID,
  "mask_image_id" UUID,
  "parent_id" UUID,
  "image_id" UUID,
  "failure_code" TEXT,
  "failure_message" TEXT,
  "charge_sequence" INTEGER NOT NULL,
  "refund_sequence" INTEGER,
  "tries" SMALLINT NOT NULL DEFAULT 0,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "started_at" TIMESTAMPTZ(3),
  "finished_at" TIMESTAMPTZ(3),
  CONSTRAINT "actions_pkey" PRIMARY KEY ("project_id", "id"),
  CONSTRAINT "actions_end" CHECK (
    CASE "status"
      WHEN 'QUEUED' THEN "finished_at" IS NULL AND "image_id" IS NULL
      WHEN 'RUNNING' THEN "finished_at" IS NULL AND "image_id" IS NULL
      WHEN 'SUCCEEDED' THEN "finished_at" IS NOT NULL AND "image_id" IS NOT NULL AND "failure_code" IS NULL
      WHEN 'FAILED' THEN "finished_at" IS NOT NULL AND "image_id" IS NULL AND "refund_sequence" IS NOT NULL
        AND "failure_code" IS NOT NULL
      WHEN 'CANCELED' THEN "finished_at" IS NOT NULL AND "image_id" IS NULL AND "refund_sequence" IS NOT NULL
    END
  )
) WITH (fillfactor = 70);
CREATE INDEX "actions_id_idx" ON "actions" ("id");

CREATE TABLE "images" (
  "project_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "content_type" TEXT NOT NULL,
  "bytes" INTEGER NOT NULL,
  "width" INTEGER,
  "height" INTEGER,
  "content_hash" TEXT,
  "action_id" UUID,
  "upload_expires_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "images_pkey" PRIMARY KEY ("project_id", "id"),
  CONSTRAINT "images_stored_whole" CHECK (
    ("content_hash" IS NULL) = ("width" IS NULL) AND ("width" IS NULL) = ("height" IS NULL)
  )
);
CREATE INDEX "images_id_idx" ON "images" ("id");
CREATE INDEX "images_stored" ON "images" ("project_id", "id" DESC) WHERE ("content_hash" IS NOT NULL);
CREATE INDEX "images_pending" ON "images" ("upload_expires_at") WHERE ("content_hash" IS NULL);
