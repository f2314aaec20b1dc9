import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '../../language/formats.ts';
import type { DateRange } from '../period.ts';
import { actorName } from '../../look/actor-name.ts';
import { say } from '../../language/say.ts';
import { type Spender, useSpenders } from './use-spenders.ts';
import parts from './usage-parts.module.css';
import classes from './spender-list.module.css';

const ROW = `${parts.row} ${classes.row}`;

export interface SpenderListProps {
  readonly projectId: string;
  /** Of the chart, or of the bar that was chosen. */
  readonly range: DateRange;
  readonly chosen: readonly string[];
  readonly onToggle: (actor: string) => void;
}

/** Who spent most, or through which API key; an actor that is pressed filters the list of transactions. */
export function SpenderList({ projectId, range, chosen, onToggle }: SpenderListProps) {
  const [groupBy, setGroupBy] = useState<'ACTOR' | 'KEY'>('ACTOR');
  const known = useSpenders(projectId, range, groupBy);
  return (
    <section className={classes.spenders} aria-label={say('history.whoSpent')} aria-busy={!known}>
      <div className={parts.head}>
        <span className={parts.caption}>{say('history.spentBy')}</span>
        <SegmentedControl
          size="xs"
          aria-label={say('history.shownBy')}
          value={groupBy}
          onChange={(value) => setGroupBy(value === 'KEY' ? 'KEY' : 'ACTOR')}
          data={[
            { value: 'ACTOR', label: say('history.name') },
            { value: 'KEY', label: say('history.apiKey') },
          ]}
        />
      </div>
      <ul className={`${parts.list} ${classes.list}`}>
        {known?.spenders.map((spender) => (
          <li key={spender.actor ?? spender.apiKeyId ?? ''}>
            <SpenderRow spender={spender} groupBy={groupBy} chosen={chosen} onToggle={onToggle} />
          </li>
        ))}
        {known && known.restCredits > 0 && (
          <li className={ROW}>
            <span>{say('history.others')}</span>
            <span className={parts.credits}>{formatCount(known.restCredits)}</span>
          </li>
        )}
        {known?.spenders.length === 0 && known.restCredits === 0 && <li className={ROW}>{say('history.nobody')}</li>}
      </ul>
    </section>
  );
}

interface SpenderRowProps extends Pick<SpenderListProps, 'chosen' | 'onToggle'> {
  readonly spender: Spender;
  readonly groupBy: 'ACTOR' | 'KEY';
}

function SpenderRow({ spender: { actor, apiKeyName, credits }, groupBy, chosen, onToggle }: SpenderRowProps) {
  const name = groupBy === 'KEY' ? (apiKeyName ?? say('history.withoutKey')) : actorName(actor ?? '');
  const figures = (
    <>
      <span className={classes.name} title={name}>
        {name}
      </span>
      <span className={parts.credits}>{formatCount(credits)}</span>
    </>
  );
  if (typeof actor !== 'string') return <div className={ROW}>{figures}</div>;
  return (
    <UnstyledButton className={ROW} aria-pressed={chosen.includes(actor)} onClick={() => onToggle(actor)}>
      {figures}
    </UnstyledButton>
  );
}
