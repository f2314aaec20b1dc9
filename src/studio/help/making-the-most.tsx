import { Text, Title } from '@mantine/core';
import { formatCredits } from '../language/formats.ts';
import type { ActionKind, PriceListQuery } from '../generated/graphql.ts';
import classes from './making-the-most.module.css';

/** How the same credits go further, reckoned by the prices in force. */
export function MakingTheMost({ prices }: Pick<PriceListQuery['priceList'], 'prices'>) {
  const price = (kind: ActionKind) => prices.find((each) => each.kind === kind)?.credits ?? 0;
  const edits = price('PROMPT_EDIT') > 0 ? Math.floor(price('PROMPT') / price('PROMPT_EDIT')) : 0;
  const campaign = price('PROMPT') + 2 * price('PROMPT_EDIT') + 3 * price('BACKGROUND');
  return (
    <section className={classes.section} aria-labelledby="most">
      <Title order={2} id="most">
        How to make the most of credits
      </Title>
      <ul className={classes.list}>
        {edits > 1 && (
          <li>
            <Text>
              <strong>Refine before you begin again.</strong> For what one new Prompt costs, a picture can be edited{' '}
              {edits} times.
            </Text>
          </li>
        )}
        <li>
          <Text>
            <strong>One subject, many places.</strong> One Prompt, two edits and three backgrounds come to{' '}
            {formatCredits(campaign)}: a campaign in three settings. Made as three Prompts with as many edits it would
            be {formatCredits(3 * (price('PROMPT') + 2 * price('PROMPT_EDIT')))}.
          </Text>
        </li>
        <li>
          <Text>
            <strong>Expand last.</strong> Settle on the picture in one format, then widen it for the others.
          </Text>
        </li>
        <li>
          <Text>
            <strong>Spend what expires first.</strong> That happens by itself: credits with the lower priority number
            are drawn first, then those that expire soonest. The Credits tab of a project shows the order and the dates.
          </Text>
        </li>
        <li>
          <Text>
            <strong>Nothing is lost by a failure.</strong> What fails, or is canceled before it begins, is refunded
            within moments, and stands in the history as a refund.
          </Text>
        </li>
        <li>
          <Text>
            <strong>Be told in time.</strong> Set the low-balance notice in a project’s settings to what a day’s work
            takes.
          </Text>
        </li>
      </ul>
    </section>
  );
}
