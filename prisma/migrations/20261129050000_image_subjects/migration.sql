-- AlterTable
ALTER TABLE "images" ADD COLUMN "subject_of" UUID;
