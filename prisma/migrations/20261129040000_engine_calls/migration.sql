-- CreateEnum
CREATE TYPE "engine_call_outcome" AS ENUM ('MADE', 'REJECTED', 'BUSY', 'MISCONFIGURED', 'UNAVAILABLE', 'TIMED_OUT', 'STOPPED');

-- CreateTable
CREATE TABLE "engine_calls" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,
    "kind" "action_kind" NOT NULL,
    "engine" TEXT NOT NULL,
    "outcome" "engine_call_outcome" NOT NULL,
    "problem" TEXT,
    "duration_ms" INTEGER NOT NULL,
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "provider_units" DOUBLE PRECISION,
    "cost_micros" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "engine_calls_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "engine_calls_telling" ON "engine_calls"("engine", "id" DESC) WHERE (outcome = ANY (ARRAY['MADE'::engine_call_outcome, 'MISCONFIGURED'::engine_call_outcome]));
