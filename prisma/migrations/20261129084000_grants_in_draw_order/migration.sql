-- A posting reads the first grants in draw order and those that expire first, not all that a project has.

-- DropIndex
DROP INDEX "credit_grants_live";

-- CreateIndex
CREATE INDEX "credit_grants_in_draw_order" ON "credit_grants"("project_id", "priority", "expires_at", "sequence", "id") WHERE (NOT spent);

-- CreateIndex
CREATE INDEX "credit_grants_by_expiry" ON "credit_grants"("project_id", "expires_at", "priority", "sequence", "id") WHERE ((NOT spent) AND (expires_at IS NOT NULL));
