-- Ends a transaction that charges under prices that have changed since; see src/prices/price-check.ts.
CREATE FUNCTION "refuse_changed_prices"() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the prices are no longer what was charged by' USING ERRCODE = 'triggered_action_exception';
END $$;
