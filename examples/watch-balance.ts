/** A live balance over a plain WebSocket: the protocol graphql-transport-ws by hand. */
import type { Server } from './fetch.ts';

export interface Balance {
  readonly balance: number;
  readonly sequence: number;
}

interface Message {
  readonly type: 'connection_ack' | 'ping' | 'pong' | 'next' | 'error' | 'complete';
  readonly payload?: { readonly data?: { readonly balanceChanged: Balance } };
}

const QUERY = `
  subscription Balance($projectId: ID!, $afterSequence: Int) {
    balanceChanged(projectId: $projectId, afterSequence: $afterSequence) { balance sequence }
  }`;

const RECONNECT_MS = 500;

/** The server would close the next socket for the same reason. */
const isForGood = (code: number) => code >= 4400 && code < 4500 && ![4408, 4413].includes(code);

/** Tells the present balance, then each change, also after the connection was cut. Returns how to stop. */
export function watchBalance(
  { url, secret }: Server,
  projectId: string,
  { onBalance, onEnd }: { onBalance: (balance: Balance) => void; onEnd: (code: number) => void },
): () => void {
  let afterSequence: number | undefined;
  let socket: WebSocket;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  const connect = () => {
    socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws');
    const say = (message: object) => socket.send(JSON.stringify(message));
    socket.addEventListener('open', () => {
      say({ type: 'connection_init', payload: { authorization: `Bearer ${secret}` } });
    });
    socket.addEventListener('message', ({ data }) => {
      const { type, payload } = JSON.parse(String(data)) as Message; // as the protocol says
      if (type === 'connection_ack') {
        say({ id: '1', type: 'subscribe', payload: { query: QUERY, variables: { projectId, afterSequence } } });
      } else if (type === 'ping') {
        say({ type: 'pong' });
      } else if (type === 'next' && payload?.data) {
        afterSequence = payload.data.balanceChanged.sequence;
        onBalance(payload.data.balanceChanged);
      } else if (type === 'error') {
        socket.close(1000); // the subscription was refused; payload says why
      }
    });
    socket.addEventListener('close', ({ code }) => {
      if (isStopped) return;
      if (code === 1000 || isForGood(code)) onEnd(code);
      else timer = setTimeout(connect, RECONNECT_MS);
    });
  };

  connect();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    socket.close(1000);
  };
}
