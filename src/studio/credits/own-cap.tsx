import { Text } from '@mantine/core';
import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { formatCount, formatCredits, formatDayOfYear } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { CapMeter } from './credit-meters.tsx';
import { useApi } from '../api/api-context.ts';
import { graphql } from '../generated/gql.ts';
import type { OwnCapQuery } from '../generated/graphql.ts';
import classes from './cap-meter.module.css';
import { retryOf } from '../errors/retry-of.ts';

/** A meter of the signed-in person's spending cap, with the time at which it resets. Renders nothing if there is no cap. */
export function OwnCap() {
  const cap = useOwnCap();
  if (!cap) return null;
  return (
    <div className={classes.own} data-testid="own-cap">
      <div className={classes.ownHead}>
        <Text size="xs" fw={600}>
          {say('credits.yourCap')}
        </Text>
        <Text size="xs" c="dimmed">
          {say('credits.beginsAnew', { on: formatDayOfYear(new Date(cap.resetsAt)) })}
        </Text>
      </div>
      <CapMeter cap={cap} />
    </div>
  );
}

/** The spending cap as text, without a bar. */
export function OwnCapWords() {
  const cap = useOwnCap();
  if (!cap) return null;
  const { spent, credits, per } = cap;
  return (
    <Text px="sm" pb="xs" size="xs" c="dimmed">
      {say('credits.ownCapWords', { spent: formatCount(spent), credits: formatCredits(credits), per })}
    </Text>
  );
}

const OWN_CAP = graphql(`
  query OwnCap {
    viewer {
      creditCap {
        credits
        per
        spent
        resetsAt
      }
    }
  }
`);

type Cap = NonNullable<OwnCapQuery['viewer']['creditCap']>;

const SETTLE_MS = 250;
const TIMEOUT_MAX_MS = 2 ** 31 - 1; // the maximum of setTimeout: 24 days

/** The spending cap of the signed-in person, refetched after each change and when the cap resets; null: there is no cap. */
function useOwnCap(): Cap | null {
  const { balances } = useApi();
  const { data, refetch } = useQuery(OWN_CAP);
  const cap = data?.viewer.creditCap ?? null;
  const resetsAt = cap?.resetsAt;
  useEffect(() => {
    if (resetsAt === undefined) return;
    const ask = retryOf(refetch); // the previous value stays, and the page shows that it is offline
    let settling: ReturnType<typeof setTimeout> | undefined;
    const stop = balances.onChange(() => {
      clearTimeout(settling);
      settling = setTimeout(ask, SETTLE_MS);
    });
    const reset = setTimeout(
      ask,
      Math.min(TIMEOUT_MAX_MS, Math.max(SETTLE_MS, Date.parse(resetsAt) - Date.now() + SETTLE_MS)),
    );
    return () => {
      stop();
      clearTimeout(settling);
      clearTimeout(reset);
    };
  }, [balances, refetch, resetsAt]);
  return cap;
}
