import type { ConnectionStatus } from '../api/connection.ts';
import type { LabelKey } from '../language/messages/message-types.ts';
import { say } from '../language/say.ts';
import { useConnection } from '../api/live-hooks.ts';
import classes from './connection-badge.module.css';

const WORD: Readonly<Record<ConnectionStatus, LabelKey>> = {
  CONNECTING: 'shell.connecting',
  LIVE: 'shell.live',
  RECONNECTING: 'shell.reconnecting',
  RESUMED: 'shell.liveAgain',
  STOPPED: 'shell.notLive',
};

/** Whether what is shown moves by itself, in a word. */
export function ConnectionBadge() {
  const { status } = useConnection();
  return (
    <span className={classes.badge} data-status={status} data-testid="connection">
      <span className={classes.dot} aria-hidden="true" />
      {say(WORD[status])}
    </span>
  );
}
