import type { Ref } from 'react';
import type { ConnectionState } from '../api/connection.ts';
import { useConnection } from '../api/live-hooks.ts';
import { formatTime } from '../language/formats.ts';
import { say } from '../language/say.ts';
import classes from './connection-notice.module.css';

/** Says in a sentence how far what is shown can be relied on, whenever it is not simply live. On a phone it is a line below the header. */
export function ConnectionNotice({ ref }: { readonly ref: Ref<HTMLDivElement> }) {
  const state = useConnection();
  const sentence = sentenceFor(state);
  return (
    <div
      ref={ref}
      role="status"
      className={classes.notice}
      data-status={state.status}
      data-shown={sentence !== '' || undefined}
    >
      {sentence !== '' && <p className={classes.sentence}>{sentence}</p>}
    </div>
  );
}

function sentenceFor({ status, liveUntil }: ConnectionState): string {
  switch (status) {
    case 'CONNECTING':
    case 'LIVE':
      return '';
    case 'RECONNECTING':
      return liveUntil ? say('shell.balancesAsOf', { time: formatTime(liveUntil) }) : say('shell.unreachable');
    case 'RESUMED':
      return say('shell.nothingMissed');
    case 'STOPPED':
      return say('shell.liveStopped');
  }
}
