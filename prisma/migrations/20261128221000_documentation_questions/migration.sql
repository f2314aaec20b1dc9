-- CreateTable
CREATE TABLE "documentation_questions" (
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "unanswered" INTEGER NOT NULL,
    "helpful" INTEGER NOT NULL,
    "unhelpful" INTEGER NOT NULL,
    "offered" JSONB NOT NULL,
    "last_asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "documentation_questions_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateIndex
CREATE INDEX "documentation_questions_workspace_id_last_asked_at_idx" ON "documentation_questions"("workspace_id", "last_asked_at" DESC);
