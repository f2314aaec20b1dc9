-- A purchase that was paid says how much of it is reversed in two columns, which must agree at every commit: a reader who
-- waits for REVERSED must not find credits that are still to be revoked. Rows that a stop left in between are settled again.
update "purchases" set "status" = 'PARTLY_REVERSED'
where "status" = 'REVERSED' and "reversed_credits" between 1 and "credits" - 1;

alter table "purchases" add constraint "purchases_status_of_reversal" check (
  case "status"
    when 'PAID' then "reversed_credits" = 0
    when 'PARTLY_REVERSED' then "reversed_credits" > 0 and "reversed_credits" < "credits"
    when 'REVERSED' then "reversed_credits" = "credits"
    else true
  end
);
