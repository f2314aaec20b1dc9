import { formatCredits, formatInstant } from '../language/formats.ts';
import type { Sentence } from '../errors/error-sentence.ts';
import type { Pack } from './use-packs.ts';
import type { TopUp } from './use-auto-top-up.ts';

/** "At 20 credits or fewer, Small is bought: 200 credits for $10.00." */
export function topUpSentence(
  threshold: number,
  { title, credits, amount }: Pick<Pack, 'title' | 'credits'> & { readonly amount: { readonly text: string } },
): string {
  return `At ${formatCredits(threshold)} or fewer, ${title} is bought: ${formatCredits(credits)} for ${amount.text}.`;
}

/** The reason why the top-up is paused, and what to do; null if it is active. */
export function pauseOf({ state, failure, nextAttemptAt, monthlyLimit }: TopUp): Sentence | null {
  const why = failure ? `${failure.message} ` : '';
  switch (state) {
    case 'ACTIVE':
      if (!nextAttemptAt) return null;
      return {
        title: 'The last payment did not go through.',
        detail: `${why}It is tried again on ${formatInstant(nextAttemptAt)}.`,
      };
    case 'NO_PAYMENT_METHOD':
      return {
        title: 'Paused: there is no card to charge.',
        detail: 'Buy a pack, and let the card be kept for automatic top-ups.',
      };
    case 'LIMIT_REACHED':
      return {
        title: 'The ceiling of this month is reached.',
        detail: `Another pack would pass ${monthlyLimit.text}. It goes on next month, or at once with a higher ceiling.`,
      };
    case 'DECLINED':
      return {
        title: 'Paused: the card was declined.',
        detail: `${why}Buy a pack with another card and let it be kept, or set the top-up again to try this one.`,
      };
    case 'AUTHENTICATION_NEEDED':
      return {
        title: 'Paused: the bank wants the card holder to confirm.',
        detail: `${why}Buy a pack, let the card be kept for automatic top-ups, and confirm the payment there.`,
      };
  }
}
