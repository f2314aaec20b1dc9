-- CreateEnum
CREATE TYPE "mail_alert" AS ENUM ('BALANCE_LOW', 'BALANCE_DEPLETED', 'KEY_ENDING');

-- CreateEnum
CREATE TYPE "mail_status" AS ENUM ('PENDING', 'SENT', 'FAILED');

-- CreateTable
CREATE TABLE "mail_recipients" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "api_key_id" UUID,
    "subject" TEXT,
    "address" TEXT NOT NULL,
    "alerts" "mail_alert"[],
    "is_manager" BOOLEAN NOT NULL DEFAULT false,
    "every_project" BOOLEAN NOT NULL DEFAULT false,
    "project_ids" UUID[],
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_recipients_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mails" (
    "id" UUID NOT NULL,
    "recipient_id" UUID NOT NULL,
    "alert" "mail_alert" NOT NULL,
    "facts" JSONB NOT NULL,
    "status" "mail_status" NOT NULL DEFAULT 'PENDING',
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3),

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "mail_recipients_api_key_id_key" ON "mail_recipients"("api_key_id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_recipients_workspace_id_subject_key" ON "mail_recipients"("workspace_id", "subject");

-- CreateIndex
CREATE INDEX "mails_recipient_id_idx" ON "mails"("recipient_id");

-- CreateIndex
CREATE INDEX "mails_due" ON "mails"("next_attempt_at") WHERE (status = 'PENDING'::mail_status);

-- AddForeignKey
ALTER TABLE "mail_recipients" ADD CONSTRAINT "mail_recipients_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_recipients" ADD CONSTRAINT "mail_recipients_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "mail_recipients"("id") ON DELETE CASCADE ON UPDATE CASCADE;
