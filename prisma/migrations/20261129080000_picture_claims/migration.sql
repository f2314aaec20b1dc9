-- CreateTable
CREATE TABLE "picture_claims" (
    "content_hash" TEXT NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "removal_began_at" TIMESTAMPTZ(3),

    CONSTRAINT "picture_claims_pkey" PRIMARY KEY ("content_hash")
);

-- CreateIndex
CREATE INDEX "images_content" ON "images"("content_hash") WHERE (content_hash IS NOT NULL);
