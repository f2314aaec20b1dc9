-- AlterTable
ALTER TABLE "actions" ADD COLUMN "note" TEXT,
ADD COLUMN "seed" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "images" ADD COLUMN "file_name" TEXT;
