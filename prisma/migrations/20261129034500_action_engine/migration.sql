-- AlterTable
ALTER TABLE "actions" ADD COLUMN     "engine" TEXT;
