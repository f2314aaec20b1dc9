-- AlterTable
ALTER TABLE "picture_claims" ADD COLUMN     "holders" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);
