import type { ConnectionStatus } from '../api/connection.ts';
import { useConnection } from '../live/use-connection.ts';
import classes from './connection-badge.module.css';

const WORD: Readonly<Record<ConnectionStatus, string>> = {
  CONNECTING: 'Connecting',
  LIVE: 'Live',
  RECONNECTING: 'Reconnecting',
  RESUMED: 'Live again',
  STOPPED: 'Not live',
};

/** Whether what is shown moves by itself, in a word. */
export function ConnectionBadge() {
  const { status } = useConnection();
  return (
    <span className={classes.badge} data-status={status} data-testid="connection">
      <span className={classes.dot} aria-hidden="true" />
      {WORD[status]}
    </span>
  );
}
