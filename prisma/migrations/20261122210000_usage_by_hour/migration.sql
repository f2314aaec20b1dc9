-- One row for an hour and a kind of action: a quarter of the rows that a month had. Days and hours of some time zones begin at
-- other quarters of an hour, so a column counts from the minute that it is named by to the end of the hour: most hours are
-- wanted whole, which is one column, and a part of an hour is the difference of two. No column that changes is indexed, and
-- three tenths of a page are left free, so that a new version of a row stays on its page.

ALTER TABLE "usage" RENAME TO "usage_by_quarter";
ALTER INDEX "usage_pkey" RENAME TO "usage_by_quarter_pkey";

CREATE TABLE "usage" (
  "project_id" UUID NOT NULL,
  "hour_at" TIMESTAMPTZ(3) NOT NULL,
  "action_kind" "action_kind" NOT NULL,
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
  CONSTRAINT "usage_pkey" PRIMARY KEY ("project_id", "hour_at", "action_kind"),
  CONSTRAINT "usage_not_negative" CHECK (
    "actions_from_00" >= "actions_from_15" AND "actions_from_15" >= "actions_from_30"
    AND "actions_from_30" >= "actions_from_45" AND "actions_from_45" >= 0
    AND "credits_from_00" >= "credits_from_15" AND "credits_from_15" >= "credits_from_30"
    AND "credits_from_30" >= "credits_from_45" AND "credits_from_45" >= 0
    AND "refunded_credits_from_00" >= "refunded_credits_from_15" AND "refunded_credits_from_15" >= "refunded_credits_from_30"
    AND "refunded_credits_from_30" >= "refunded_credits_from_45" AND "refunded_credits_from_45" >= 0
  )
) WITH (fillfactor = 70);

-- Hours are those of UTC, whatever time zone the session that migrates is in.
INSERT INTO "usage"
SELECT q."project_id", h."hour_at", q."action_kind",
  sum(q."actions"),
  coalesce(sum(q."actions") FILTER (WHERE h."minute" >= 15), 0),
  coalesce(sum(q."actions") FILTER (WHERE h."minute" >= 30), 0),
  coalesce(sum(q."actions") FILTER (WHERE h."minute" >= 45), 0),
  sum(q."credits"),
  coalesce(sum(q."credits") FILTER (WHERE h."minute" >= 15), 0),
  coalesce(sum(q."credits") FILTER (WHERE h."minute" >= 30), 0),
  coalesce(sum(q."credits") FILTER (WHERE h."minute" >= 45), 0),
  sum(q."refunded_credits"),
  coalesce(sum(q."refunded_credits") FILTER (WHERE h."minute" >= 15), 0),
  coalesce(sum(q."refunded_credits") FILTER (WHERE h."minute" >= 30), 0),
  coalesce(sum(q."refunded_credits") FILTER (WHERE h."minute" >= 45), 0)
FROM "usage_by_quarter" q
CROSS JOIN LATERAL (
  SELECT date_trunc('hour', q."quarter_at", 'UTC') AS "hour_at",
    extract(minute FROM q."quarter_at" AT TIME ZONE 'UTC') AS "minute"
) h
GROUP BY q."project_id", h."hour_at", q."action_kind"
ORDER BY h."hour_at";

DROP TABLE "usage_by_quarter";
