import { Text, Title } from '@mantine/core';
import { formatCredits } from '../language/formats.ts';
import type { ActionKind, PriceListQuery } from '../generated/graphql.ts';
import { say, sayRich } from '../language/say.ts';
import classes from './making-the-most.module.css';

const ADVICE = ['help.expandLast', 'help.expiringFirst', 'help.nothingLost', 'help.toldInTime'] as const;

/** How the same credits go further, reckoned by the prices in force. */
export function MakingTheMost({ prices }: Pick<PriceListQuery['priceList'], 'prices'>) {
  const price = (kind: ActionKind) => prices.find((each) => each.kind === kind)?.credits ?? 0;
  const edits = price('PROMPT_EDIT') > 0 ? Math.floor(price('PROMPT') / price('PROMPT_EDIT')) : 0;
  const campaign = price('PROMPT') + 2 * price('PROMPT_EDIT') + 3 * price('BACKGROUND');
  return (
    <section className={classes.section} aria-labelledby="most">
      <Title order={2} id="most">
        {say('help.most')}
      </Title>
      <ul className={classes.list}>
        {edits > 1 && (
          <li>
            <Text>{sayRich('help.refineFirst', { edits, strong: <strong /> })}</Text>
          </li>
        )}
        <li>
          <Text>
            {sayRich('help.manyPlaces', {
              campaign: formatCredits(campaign),
              prompts: formatCredits(3 * (price('PROMPT') + 2 * price('PROMPT_EDIT'))),
              strong: <strong />,
            })}
          </Text>
        </li>
        {ADVICE.map((advice) => (
          <li key={advice}>
            <Text>{sayRich(advice, { strong: <strong /> })}</Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
