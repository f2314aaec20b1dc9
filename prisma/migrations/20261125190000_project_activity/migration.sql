-- Projects by their last activity. An index on "last_entry_at" itself would be written anew by every charge, and the row could
-- no longer be updated in place; the day changes once a day. The rows of a day are sorted as they are read.
ALTER TABLE "projects" ADD COLUMN "active_on" DATE
  GENERATED ALWAYS AS ((COALESCE("last_entry_at", "created_at") AT TIME ZONE 'UTC')::date) STORED;

CREATE INDEX "projects_workspace_id_active_on_idx" ON "projects" ("workspace_id", "active_on" DESC);
