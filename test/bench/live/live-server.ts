/** What every live server of the suite answers, Darkroom's and the baselines'. Projects are counted from 0. */
export interface LiveServerCalls {
  /** Where it listens, such as http://127.0.0.1:4000. */
  address(argument: null): Promise<string>;
  /** How one subscriber of each of the first `projects` projects opens its socket. */
  subscriptions(projects: number): Promise<Subscription[]>;
  /** One line, or several at once, for each project of the range. Resolves when all have been handed to the sockets. */
  publish(argument: Publication): Promise<void>;
  /** When the lines of the first project were known to the process, by their sequence: milliseconds of `process.hrtime`. */
  publishedAt(argument: null): Promise<Map<number, number>>;
  /** Writes to sockets so far: each is a call of the system. */
  socketWrites(argument: null): Promise<number>;
  /** Connections that are open. */
  openSockets(argument: null): Promise<number>;
}

export interface Publication {
  readonly from: number;
  readonly projects: number;
  readonly lines: number;
  /** Makes the line so much longer, for who selects it. */
  readonly note?: string;
}

/** What a socket says to be sent a project's lines. */
export interface Subscription {
  readonly path: string;
  readonly protocol: string | null;
  /** Sent first; what is answered is waited for before `subscribe`. */
  readonly init: string | null;
  readonly subscribe: string | null;
  /** What tells that the subscription stands: nothing more than the socket, the server's answer to `init`, or a first line. */
  readonly standsWith: 'socket' | 'answer' | 'line';
}

/** What a page subscribes to that shows a balance and its last change. */
export const BALANCE_CHANGED = `subscription BalanceChanged($projectId: ID!) {
  balanceChanged(projectId: $projectId) {
    projectId
    balance
    sequence
    lowBalance
    transaction {
      id
      kind
      amount
      balanceAfter
    }
  }
}`;

/** Of the graphql-transport-ws protocol. https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
export function graphqlSubscription(
  projectId: string,
  {
    authorization,
    query = BALANCE_CHANGED,
    standsWith,
  }: {
    authorization?: string;
    query?: string;
    standsWith: Subscription['standsWith'];
  },
): Subscription {
  return {
    path: '/graphql',
    protocol: 'graphql-transport-ws',
    init: JSON.stringify({ type: 'connection_init', payload: authorization === undefined ? {} : { authorization } }),
    subscribe: JSON.stringify({ id: 'balance', type: 'subscribe', payload: { query, variables: { projectId } } }),
    standsWith,
  };
}

/** The clock that the processes of one machine share, in milliseconds. */
export function sharedClockMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
