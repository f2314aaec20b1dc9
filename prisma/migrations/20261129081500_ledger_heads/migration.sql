-- The end of a project's chain at an instant, signed by a key that is not in the database: whoever keeps a copy can tell that
-- lines before it were changed or cut, even where every later hash was made anew.
CREATE TABLE "ledger_heads" (
  "project_id" UUID NOT NULL,
  "sequence" INTEGER NOT NULL,
  "hash" BYTEA NOT NULL,
  "signed_at" TIMESTAMPTZ(3) NOT NULL,
  "signature" BYTEA NOT NULL,
  CONSTRAINT "ledger_heads_pkey" PRIMARY KEY ("project_id", "sequence"),
  CONSTRAINT "ledger_heads_whole" CHECK (octet_length("hash") = 32 AND octet_length("signature") = 64)
);
CREATE TRIGGER "ledger_heads_immutable" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_heads"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
