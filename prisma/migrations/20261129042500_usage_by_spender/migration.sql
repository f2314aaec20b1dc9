-- A line keeps the key that it was charged through, whether or not the key has a cap: earlier lines know it where it has one.
-- A key without a cap has no row of its cap to give back to.
ALTER TABLE "credit_transactions" RENAME COLUMN "cap_key_id" TO "key_id";

-- What `usage` counts by the kind of the action, by who performed it. The zero UUID stands for no key. A table of its own, so that
-- reports by kind, which the page asks for at every change, read no more rows where many people share a project.
CREATE TABLE "usage_by_spender" (
  "project_id" UUID NOT NULL,
  "hour_at" TIMESTAMPTZ(3) NOT NULL,
  "actor" TEXT NOT NULL,
  "key_id" UUID NOT NULL,
  "actions_from_00" INTEGER NOT NULL DEFAULT 0,
  "actions_from_15" INTEGER NOT NULL DEFAULT 0,
  "actions_from_30" INTEGER NOT NULL DEFAULT 0,
  "actions_from_45" INTEGER NOT NULL DEFAULT 0,
  "credits_from_00" BIGINT NOT NULL DEFAULT 0,
  "credits_from_15" BIGINT NOT NULL DEFAULT 0,
  "credits_from_30" BIGINT NOT NULL DEFAULT 0,
  "credits_from_45" BIGINT NOT NULL DEFAULT 0,
  "refunded_credits_from_00" BIGINT NOT NULL DEFAULT 0,
  "refunded_credits_from_15" BIGINT NOT NULL DEFAULT 0,
  "refunded_credits_from_30" BIGINT NOT NULL DEFAULT 0,
  "refunded_credits_from_45" BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "usage_by_spender_pkey" PRIMARY KEY ("project_id", "hour_at", "actor", "key_id"),
  CONSTRAINT "usage_by_spender_not_negative" CHECK (
    "actions_from_00" >= "actions_from_15" AND "actions_from_15" >= "actions_from_30"
    AND "actions_from_30" >= "actions_from_45" AND "actions_from_45" >= 0
    AND "credits_from_00" >= "credits_from_15" AND "credits_from_15" >= "credits_from_30"
    AND "credits_from_30" >= "credits_from_45" AND "credits_from_45" >= 0
    AND "refunded_credits_from_00" >= "refunded_credits_from_15" AND "refunded_credits_from_15" >= "refunded_credits_from_30"
    AND "refunded_credits_from_30" >= "refunded_credits_from_45" AND "refunded_credits_from_45" >= 0
  )
) WITH (fillfactor = 70);

-- Hours are those of UTC, whatever time zone the session that migrates is in.
INSERT INTO "usage_by_spender"
SELECT c."project_id", c."hour_at", c."actor", c."key_id",
  count(*) FILTER (WHERE NOT c."refunded"),
  count(*) FILTER (WHERE NOT c."refunded" AND c."minute" >= 15),
  count(*) FILTER (WHERE NOT c."refunded" AND c."minute" >= 30),
  count(*) FILTER (WHERE NOT c."refunded" AND c."minute" >= 45),
  coalesce(sum(c."credits") FILTER (WHERE NOT c."refunded"), 0),
  coalesce(sum(c."credits") FILTER (WHERE NOT c."refunded" AND c."minute" >= 15), 0),
  coalesce(sum(c."credits") FILTER (WHERE NOT c."refunded" AND c."minute" >= 30), 0),
  coalesce(sum(c."credits") FILTER (WHERE NOT c."refunded" AND c."minute" >= 45), 0),
  coalesce(sum(c."credits") FILTER (WHERE c."refunded"), 0),
  coalesce(sum(c."credits") FILTER (WHERE c."refunded" AND c."minute" >= 15), 0),
  coalesce(sum(c."credits") FILTER (WHERE c."refunded" AND c."minute" >= 30), 0),
  coalesce(sum(c."credits") FILTER (WHERE c."refunded" AND c."minute" >= 45), 0)
FROM (
  SELECT t."project_id", t."actor", -t."amount" AS "credits", r."refund_of" IS NOT NULL AS "refunded",
    coalesce(t."key_id", '00000000-0000-0000-0000-000000000000') AS "key_id",
    date_trunc('hour', t."created_at", 'UTC') AS "hour_at",
    extract(minute FROM t."created_at" AT TIME ZONE 'UTC') AS "minute"
  FROM "credit_transactions" t
  LEFT JOIN "credit_transactions" r ON r."project_id" = t."project_id" AND r."refund_of" = t."sequence"
  WHERE t."kind" = 'CHARGE'
) c
GROUP BY c."project_id", c."hour_at", c."actor", c."key_id"
ORDER BY c."hour_at";
