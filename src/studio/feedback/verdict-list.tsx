import { Check, PencilLine } from 'lucide-react';
import type { FeedbackQuery } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { Age } from '../look/age.tsx';
import classes from './feedback-panel.module.css';

type Verdicts = Extract<NonNullable<FeedbackQuery['node']>, { __typename: 'Image' }>['verdicts'];

/** Who has approved the picture, and who wants changes. */
export function VerdictList({ verdicts }: { readonly verdicts: Verdicts }) {
  if (verdicts.length === 0) return null;
  return (
    <ul className={classes.verdicts} aria-label={say('feedback.verdicts')}>
      {verdicts.map(({ guest, verdict, decidedAt }) => (
        <li key={`${guest} ${decidedAt}`} className={classes.verdict} data-verdict={verdict}>
          {verdict === 'APPROVED' ? (
            <Check size={16} aria-hidden="true" />
          ) : (
            <PencilLine size={16} aria-hidden="true" />
          )}
          <span className={classes.said} dir="auto">
            {say(verdict === 'APPROVED' ? 'feedback.approved' : 'feedback.wantsChanges', { name: guest })}
          </span>
          <span className={classes.age}>
            <Age of={decidedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
