-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('APPROVED', 'CHANGES_WANTED');

-- CreateTable
CREATE TABLE "share_links" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "title" TEXT NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "allows_comments" BOOLEAN NOT NULL,
    "allows_download" BOOLEAN NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "opened" INTEGER NOT NULL DEFAULT 0,
    "idempotency_key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,

    CONSTRAINT "share_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "share_link_images" (
    "share_link_id" UUID NOT NULL,
    "image_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,

    CONSTRAINT "share_link_images_pkey" PRIMARY KEY ("share_link_id","image_id")
);

-- CreateTable
CREATE TABLE "share_verdicts" (
    "share_link_id" UUID NOT NULL,
    "image_id" UUID NOT NULL,
    "guest_key" TEXT NOT NULL,
    "guest" TEXT NOT NULL,
    "verdict" "verdict" NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "share_verdicts_pkey" PRIMARY KEY ("share_link_id","image_id","guest_key")
);

-- CreateTable
CREATE TABLE "image_comments" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "image_id" UUID NOT NULL,
    "share_link_id" UUID,
    "author" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "image_comments_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "share_links_secret_hash_key" ON "share_links"("secret_hash");

-- CreateIndex
CREATE INDEX "share_links_project_id_id_idx" ON "share_links"("project_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "share_links_project_id_idempotency_key_key" ON "share_links"("project_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "share_link_images_project_id_image_id_idx" ON "share_link_images"("project_id", "image_id");

-- CreateIndex
CREATE INDEX "image_comments_project_id_image_id_id_idx" ON "image_comments"("project_id", "image_id", "id" DESC);

-- CreateIndex
CREATE INDEX "image_comments_share_link_id_idx" ON "image_comments"("share_link_id");

-- AddForeignKey
ALTER TABLE "share_link_images" ADD CONSTRAINT "share_link_images_share_link_id_fkey" FOREIGN KEY ("share_link_id") REFERENCES "share_links"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_link_images" ADD CONSTRAINT "share_link_images_project_id_image_id_fkey" FOREIGN KEY ("project_id", "image_id") REFERENCES "images"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_verdicts" ADD CONSTRAINT "share_verdicts_share_link_id_image_id_fkey" FOREIGN KEY ("share_link_id", "image_id") REFERENCES "share_link_images"("share_link_id", "image_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "image_comments" ADD CONSTRAINT "image_comments_project_id_image_id_fkey" FOREIGN KEY ("project_id", "image_id") REFERENCES "images"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "image_comments" ADD CONSTRAINT "image_comments_share_link_id_fkey" FOREIGN KEY ("share_link_id") REFERENCES "share_links"("id") ON DELETE CASCADE ON UPDATE CASCADE;
