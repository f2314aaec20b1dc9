-- CreateEnum
CREATE TYPE "purchase_source" AS ENUM ('CHECKOUT', 'AUTO_TOP_UP');

-- CreateEnum
CREATE TYPE "purchase_status" AS ENUM ('PENDING', 'PROCESSING', 'PAID', 'PARTLY_REVERSED', 'REVERSED', 'FAILED', 'EXPIRED');

-- CreateEnum
CREATE TYPE "purchase_refund_status" AS ENUM ('PENDING', 'SENT', 'FAILED');

-- CreateEnum
CREATE TYPE "auto_top_up_state" AS ENUM ('ACTIVE', 'NO_PAYMENT_METHOD', 'LIMIT_REACHED', 'DECLINED', 'AUTHENTICATION_NEEDED');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "webhook_event" ADD VALUE 'PURCHASE_PAID';
ALTER TYPE "webhook_event" ADD VALUE 'PURCHASE_REVERSED';
ALTER TYPE "webhook_event" ADD VALUE 'AUTO_TOP_UP_FAILED';

-- CreateTable
CREATE TABLE "credit_pack_lists" (
    "workspace_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by" TEXT NOT NULL,

    CONSTRAINT "credit_pack_lists_pkey" PRIMARY KEY ("workspace_id","version")
);

-- CreateTable
CREATE TABLE "credit_packs" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL,
    "title" TEXT NOT NULL,
    "credits" INTEGER NOT NULL,
    "minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "expires_after_days" INTEGER,

    CONSTRAINT "credit_packs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "purchases" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "credit_pack_id" UUID NOT NULL,
    "credits" INTEGER NOT NULL,
    "minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "expires_after_days" INTEGER,
    "source" "purchase_source" NOT NULL,
    "status" "purchase_status" NOT NULL,
    "idempotency_key" TEXT,
    "request_hash" BYTEA,
    "return_url" TEXT,
    "saves_payment_method" BOOLEAN NOT NULL,
    "customer_id" TEXT,
    "payment_method_id" TEXT,
    "session_id" TEXT,
    "session_url" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "payment_intent_id" TEXT,
    "grant_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "reversed_credits" INTEGER NOT NULL DEFAULT 0,
    "unrecovered_credits" INTEGER NOT NULL DEFAULT 0,
    "receipt_url" TEXT,
    "failure_code" TEXT,
    "failure_message" TEXT,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "look_at" TIMESTAMPTZ(3),

    CONSTRAINT "purchases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "purchase_refunds" (
    "id" UUID NOT NULL,
    "purchase_id" UUID NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "credits" INTEGER NOT NULL,
    "minor" INTEGER NOT NULL,
    "status" "purchase_refund_status" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "purchase_refunds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_customers" (
    "project_id" UUID NOT NULL,
    "customer_id" TEXT NOT NULL,
    "payment_method_id" TEXT,

    CONSTRAINT "billing_customers_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "auto_top_ups" (
    "project_id" UUID NOT NULL,
    "threshold" INTEGER NOT NULL,
    "credit_pack_id" UUID NOT NULL,
    "monthly_limit_minor" INTEGER NOT NULL,
    "state" "auto_top_up_state" NOT NULL,
    "declines" SMALLINT NOT NULL DEFAULT 0,
    "failure_code" TEXT,
    "failure_message" TEXT,
    "armed_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "set_by" TEXT NOT NULL,

    CONSTRAINT "auto_top_ups_pkey" PRIMARY KEY ("project_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "credit_packs_workspace_id_version_position_key" ON "credit_packs"("workspace_id", "version", "position");

-- CreateIndex
CREATE UNIQUE INDEX "purchases_session_id_key" ON "purchases"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "purchases_payment_intent_id_key" ON "purchases"("payment_intent_id");

-- CreateIndex
CREATE INDEX "purchases_project_id_id_idx" ON "purchases"("project_id", "id" DESC);

-- CreateIndex
CREATE INDEX "purchases_to_look_at" ON "purchases"("look_at") WHERE (look_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "purchases_unrecovered" ON "purchases"("workspace_id", "id" DESC) WHERE (unrecovered_credits > 0);

-- CreateIndex
CREATE UNIQUE INDEX "purchases_project_id_idempotency_key_key" ON "purchases"("project_id", "idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "purchase_refunds_purchase_id_idempotency_key_key" ON "purchase_refunds"("purchase_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "auto_top_ups_armed" ON "auto_top_ups"("armed_at") WHERE (armed_at IS NOT NULL);

-- AddForeignKey
ALTER TABLE "credit_pack_lists" ADD CONSTRAINT "credit_pack_lists_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_packs" ADD CONSTRAINT "credit_packs_workspace_id_version_fkey" FOREIGN KEY ("workspace_id", "version") REFERENCES "credit_pack_lists"("workspace_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Purchases name the packs that they were made of: published packs are never changed or removed.
CREATE TRIGGER "credit_pack_lists_immutable" BEFORE UPDATE OR DELETE ON "credit_pack_lists"
  FOR EACH ROW EXECUTE FUNCTION "refuse_price_change"();
CREATE TRIGGER "credit_pack_lists_stay" BEFORE TRUNCATE ON "credit_pack_lists"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_price_change"();
CREATE TRIGGER "credit_packs_immutable" BEFORE UPDATE OR DELETE ON "credit_packs"
  FOR EACH ROW EXECUTE FUNCTION "refuse_price_change"();
CREATE TRIGGER "credit_packs_stay" BEFORE TRUNCATE ON "credit_packs"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_price_change"();

ALTER TABLE "credit_packs"
  ADD CONSTRAINT "credit_packs_positive" CHECK ("credits" > 0 AND "minor" > 0 AND "expires_after_days" > 0);
ALTER TABLE "purchases"
  ADD CONSTRAINT "purchases_positive" CHECK ("credits" > 0 AND "minor" > 0),
  ADD CONSTRAINT "purchases_reversed_within" CHECK (0 <= "unrecovered_credits" AND "unrecovered_credits" <= "reversed_credits"
    AND "reversed_credits" <= "credits"),
  ADD CONSTRAINT "purchases_granted_once_paid" CHECK ("grant_ids" IS NOT NULL AND ("paid_at" IS NULL) = (cardinality("grant_ids") = 0)
    AND ("reversed_credits" = 0 OR "paid_at" IS NOT NULL));
ALTER TABLE "purchase_refunds" ADD CONSTRAINT "purchase_refunds_positive" CHECK ("credits" > 0 AND "minor" > 0);
ALTER TABLE "auto_top_ups"
  ADD CONSTRAINT "auto_top_ups_limits" CHECK ("threshold" >= 0 AND "monthly_limit_minor" > 0 AND "declines" >= 0);
