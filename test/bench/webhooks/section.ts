import { compareCosts } from '../ledger/charge-costs.ts';
import type { Bench } from '../section.ts';

/**
 * Measures what webhooks and automatic top-ups cost a charge that causes neither an event nor a top-up: charges as the program
 * makes them, and charges without the statements that write events and start top-ups.
 */
export function webhooksSection(bench: Bench) {
  return compareCosts(bench, {
    cases: [
      { contender: 'darkroom with jobs', tables: 'ours', what: 'charges while no webhook endpoint listens' },
      {
        contender: 'darkroom with Stripe',
        tables: 'ours',
        what: 'charges while no endpoint listens and no top-up is set',
      },
      { contender: 'darkroom with top-ups', tables: 'ours', what: 'charges of projects that have a top-up' },
    ],
    baseline: { contender: 'darkroom without webhooks', tables: 'ours' },
    without: 'without webhooks',
    atMost: 1.05,
  });
}
