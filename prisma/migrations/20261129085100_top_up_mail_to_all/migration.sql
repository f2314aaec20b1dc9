-- Whoever is told of everything is told of failed top-ups, too. (A transaction cannot use a value that it has added to an enum.)
UPDATE "mail_recipients" SET "alerts" = "alerts" || 'AUTO_TOP_UP_FAILED'::"mail_alert"
  WHERE "alerts" @> '{BALANCE_LOW,BALANCE_DEPLETED,KEY_ENDING}';
