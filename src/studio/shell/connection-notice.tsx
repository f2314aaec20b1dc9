import type { ConnectionState } from '../api/connection.ts';
import { useConnection } from '../live/use-connection.ts';
import { formatTime } from '../language/formats.ts';
import classes from './connection-notice.module.css';

/** Says in a sentence how far what is shown can be relied on, whenever it is not simply live. Nothing is moved by it. */
export function ConnectionNotice() {
  const state = useConnection();
  const sentence = sentenceFor(state);
  return (
    <div role="status" className={classes.notice} data-status={state.status} data-shown={sentence !== '' || undefined}>
      {sentence}
    </div>
  );
}

function sentenceFor({ status, liveUntil }: ConnectionState): string {
  switch (status) {
    case 'CONNECTING':
    case 'LIVE':
      return '';
    case 'RECONNECTING':
      return liveUntil
        ? `Reconnecting. Balances are as of ${formatTime(liveUntil)}.`
        : 'Darkroom cannot be reached. Trying again.';
    case 'RESUMED':
      return 'Connected again. Nothing was missed.';
    case 'STOPPED':
      return 'Live updates have stopped. Load the page again.';
  }
}
