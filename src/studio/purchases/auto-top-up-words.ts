import { formatCredits, formatInstant } from '../language/formats.ts';
import { type Sentence, sentenceOf } from '../errors/error-sentence.ts';
import { say } from '../language/say.ts';
import { moneyText } from './money.ts';
import type { Pack } from './use-packs.ts';
import type { TopUp } from './use-auto-top-up.ts';

/** "At 20 credits or fewer, Small is bought: 200 credits for $10.00." */
export function topUpSentence(
  threshold: number,
  {
    title,
    credits,
    amount,
  }: Pick<Pack, 'title' | 'credits'> & { readonly amount: { readonly minor: number; readonly currency: string } },
): string {
  return say('purchases.atOrFewer', {
    threshold: formatCredits(threshold),
    pack: title,
    credits: formatCredits(credits),
    amount: moneyText(amount),
  });
}

/** The reason why the top-up is paused, and what to do; null if it is active. */
export function pauseOf({ state, failure, nextAttemptAt, monthlyLimit }: TopUp): Sentence | null {
  const why = failure ? `${failure.message} ` : '';
  switch (state) {
    case 'ACTIVE':
      if (!nextAttemptAt) return null;
      return {
        title: say('purchases.notThrough'),
        detail: why + say('purchases.triedAgain', { at: formatInstant(nextAttemptAt) }),
      };
    case 'NO_PAYMENT_METHOD':
      return sentenceOf('purchases.noCard');
    case 'LIMIT_REACHED':
      return {
        title: say('purchases.ceilingReached'),
        detail: say('purchases.ceilingDetail', { limit: moneyText(monthlyLimit) }),
      };
    case 'DECLINED':
      return {
        title: say('purchases.declined'),
        detail: why + say('purchases.declinedDetail'),
      };
    case 'AUTHENTICATION_NEEDED':
      return {
        title: say('purchases.confirm'),
        detail: why + say('purchases.confirmDetail'),
      };
  }
}
