import { Skeleton, Table, Text, Title } from '@mantine/core';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { ActionSwatch } from '../look/action-swatch.tsx';
import { PageFrame } from '../navigation/page-frame.tsx';
import { PriceTag } from '../prices/price-tag.tsx';
import { useLivePrices, usePriceList } from '../prices/use-price-list.ts';
import { say } from '../language/say.ts';
import { ActionGuide } from './action-guide.tsx';
import { MakingTheMost } from './making-the-most.tsx';
import flush from '../look/flush-table.module.css';
import classes from './help-page.module.css';

/** What each action costs, from the price list that is in force; when to use which; and how credits last longer. */
export function HelpPage() {
  useLivePrices();
  const { priceList, error, retry } = usePriceList();
  return (
    <PageFrame title={say('help.title')}>
      <Text maw={640}>{say('help.intro')}</Text>
      {error && !priceList ? <Problem sentence={errorSentence(error)} onRetry={retry} /> : null}
      {!error && !priceList && (
        <Skeleton height={220} maw={760} role="status" aria-busy="true" aria-label={say('help.loadingPrices')} />
      )}
      {priceList && (
        <>
          <Table maw={760} aria-label={say('help.prices')} className={flush.flush}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say('help.action')}</Table.Th>
                <Table.Th visibleFrom="sm">{say('help.whatItDoes')}</Table.Th>
                <Table.Th ta="end">{say('help.price')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {priceList.prices.map(({ kind, title, description, credits }) => (
                <Table.Tr key={kind}>
                  <Table.Th scope="row" className={classes.action}>
                    <span className={classes.name}>
                      <ActionSwatch kind={kind} />
                      {title}
                    </span>
                    <Text fw={400} hiddenFrom="sm">
                      {description}
                    </Text>
                  </Table.Th>
                  <Table.Td visibleFrom="sm">{description}</Table.Td>
                  <Table.Td ta="end">
                    <PriceTag credits={credits} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <section className={classes.section} aria-labelledby="which">
            <Title order={2} id="which">
              {say('help.which')}
            </Title>
            {priceList.prices.map((price) => (
              <ActionGuide key={price.kind} price={price} />
            ))}
          </section>
          <MakingTheMost prices={priceList.prices} />
        </>
      )}
    </PageFrame>
  );
}
