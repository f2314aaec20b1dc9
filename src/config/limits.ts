import type { DocumentLimits } from '../graphql/limits/document-limits.ts';
import type { ServerLimits } from '../server/server-limits.ts';

export type Limits = DocumentLimits & ServerLimits;

/** One limit: how the code names it, what it may be, and how docs/operations/configuration.md tells of it. */
export interface Limit {
  /** Null: it is no limit of the server's; the configuration holds it beside them. */
  readonly name: keyof Limits | null;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly of: string;
  readonly beyond: string;
}

/**
 * Every limit by its variable. The configuration and the table of docs/operations/configuration.md are made of this one.
 *
 * The defaults let a busy server of the host product through with one key, such as a thousand calls at once, and stop a
 * single browser or a leaked token from taking a process for itself.
 */
export const LIMITS = {
  LIMIT_DEPTH: {
    name: 'depth',
    default: 12,
    min: 1,
    max: 100,
    of: 'fields inside fields',
    beyond: '400',
  },
  LIMIT_COST: {
    name: 'cost',
    default: 100_000,
    min: 1,
    max: 1_000_000_000,
    of: "what a document costs: a field 1, what is worked out (`balanceAt`, `balanceAfter`, `quote`, `queuePosition`, a picture's `url`) 10, `transactionsCsv` 20, a list its `first` or `last` times what is inside it, or 10 times, a usage report 3 for each bucket of its range, a list in an argument 2 for each value. The header `darkroom-cost: include` adds `extensions.cost` to the answer",
    beyond: '400',
  },
  LIMIT_ALIASES: {
    name: 'aliases',
    default: 50,
    min: 0,
    max: 10_000,
    of: 'aliases in a document',
    beyond: '400',
  },
  LIMIT_DIRECTIVES: {
    name: 'directives',
    default: 50,
    min: 0,
    max: 10_000,
    of: 'directives in a document',
    beyond: '400',
  },
  LIMIT_TOKENS: {
    name: 'tokens',
    default: 4_000,
    min: 10,
    max: 1_000_000,
    of: 'words, numbers and signs of a document',
    beyond: '400',
  },
  LIMIT_DOCUMENT_CACHE_BYTES: {
    name: 'documentCacheBytes',
    default: 67_108_864,
    min: 1_048_576,
    max: 10_000_000_000,
    of: 'of memory for the cache of parsed and validated documents',
    beyond: 'the least recently used are parsed again when they are sent',
  },
  LIMIT_ACTIONS_PER_PROJECT: {
    name: null,
    default: 64,
    min: 1,
    max: 10_000,
    of: 'actions of one project that are performed at once, in all processes',
    beyond: 'they wait in the queue',
  },
  LIMIT_BODY_BYTES: {
    name: 'bodyBytes',
    default: 262_144,
    min: 1_024,
    max: 100_000_000,
    of: 'the body of a request to `/graphql`',
    beyond: '413',
  },
  LIMIT_BODIES_BYTES: {
    name: 'bodiesBytes',
    default: 67_108_864,
    min: 1_024,
    max: 9_999_999_999,
    of: 'all bodies that are still arriving, uploads aside; beyond it the oldest are refused',
    beyond: '503, `UNAVAILABLE`',
  },
  LIMIT_ANONYMOUS_BYTES: {
    name: 'anonymousBytes',
    default: 16_384,
    min: 1_024,
    max: 100_000_000,
    of: 'the body of a request to `/graphql` that carries no credential',
    beyond: '401',
  },
  LIMIT_UPLOADS_BYTES: {
    name: 'uploadsBytes',
    default: 268_435_456,
    min: 1_024,
    max: 9_999_999_999,
    of: 'all uploads that are under way, in each process',
    beyond: '503, `TOO_MANY_UPLOADS`',
  },
  LIMIT_UNREAD_BYTES: {
    name: 'unreadBytes',
    default: 134_217_728,
    min: 1_024,
    max: 9_999_999_999,
    of: 'all answers that wait to be read, in each process; beyond it the longest stalled end',
    beyond: 'the connection ends',
  },
  LIMIT_COPIES_BYTES: {
    name: 'copiesBytes',
    default: 536_870_912,
    min: 1_024,
    max: 9_999_999_999,
    of: 'scaled copies of pictures on the disk; beyond it the one that was longest not asked for goes',
    beyond: 'made again when asked for',
  },
  LIMIT_MESSAGE_BYTES: {
    name: 'messageBytes',
    default: 262_144,
    min: 1_024,
    max: 100_000_000,
    of: 'a message on a WebSocket',
    beyond: 'closed with 1009',
  },
  LIMIT_MESSAGE_DEPTH: {
    name: 'messageDepth',
    default: 64,
    min: 4,
    max: 1_000,
    of: 'objects and lists inside one another in a message on a WebSocket',
    beyond: 'closed with 4400',
  },
  LIMIT_OPERATION_ID_LENGTH: {
    name: 'operationIdLength',
    default: 128,
    min: 36,
    max: 10_000,
    of: "characters of an operation's id on a WebSocket",
    beyond: 'closed with 4400',
  },
  LIMIT_HEADER_SECONDS: {
    name: 'headerSeconds',
    default: 10,
    min: 1,
    max: 600,
    of: 'for the headers of a request to arrive',
    beyond: '408',
  },
  LIMIT_BODY_SECONDS: {
    name: 'bodySeconds',
    default: 15,
    min: 1,
    max: 600,
    of: 'for the body of a request to arrive, uploads aside',
    beyond: '408',
  },
  LIMIT_REQUEST_SECONDS: {
    name: 'requestSeconds',
    default: 30,
    min: 1,
    max: 600,
    of: 'for a query or a mutation to be answered. What a mutation had begun may have been done: repeat it with the same idempotency key',
    beyond: '503, `UNAVAILABLE`',
  },
  LIMIT_ANSWER_STALL_SECONDS: {
    name: 'answerStallSeconds',
    default: 30,
    min: 1,
    max: 600,
    of: 'for a client to read on',
    beyond: 'the connection ends',
  },
  LIMIT_REQUESTS_PER_SECOND: {
    name: 'requestsPerSecond',
    default: 500,
    min: 1,
    max: 1_000_000,
    of: 'requests of one API key with the tokens it made, operations on sockets among them, in each process',
    beyond: '429, `RATE_LIMITED`',
  },
  LIMIT_REQUEST_BURST: {
    name: 'requestBurst',
    default: 5_000,
    min: 1,
    max: 10_000_000,
    of: 'as many at once, after a pause',
    beyond: '429, `RATE_LIMITED`',
  },
  LIMIT_ADDRESS_REQUESTS_PER_SECOND: {
    name: 'addressRequestsPerSecond',
    default: 1_000,
    min: 1,
    max: 1_000_000,
    of: 'requests from one address, or one /64 network of IPv6',
    beyond: '429, `RATE_LIMITED`',
  },
  LIMIT_ADDRESS_REQUEST_BURST: {
    name: 'addressRequestBurst',
    default: 10_000,
    min: 1,
    max: 10_000_000,
    of: 'as many at once, after a pause',
    beyond: '429, `RATE_LIMITED`',
  },
  LIMIT_SOCKET_MESSAGES_PER_SECOND: {
    name: 'socketMessagesPerSecond',
    default: 1_000,
    min: 1,
    max: 1_000_000,
    of: 'messages and pings on all sockets of one API key with the tokens it made; ten times as many at once, after a pause',
    beyond: 'read no faster',
  },
  LIMIT_SOCKET_BYTES_PER_SECOND: {
    name: 'socketBytesPerSecond',
    default: 4_194_304,
    min: 1_024,
    max: 1_000_000_000,
    of: 'the bytes of these messages; ten times as many at once, after a pause',
    beyond: 'read no faster',
  },
  LIMIT_SUBSCRIPTIONS_PER_SOCKET: {
    name: 'subscriptionsPerSocket',
    default: 100,
    min: 1,
    max: 100_000,
    of: 'operations under way on one socket',
    beyond: '`RATE_LIMITED`',
  },
  LIMIT_SOCKET_RETAINED_BYTES: {
    name: 'socketRetainedBytes',
    default: 1_048_576,
    min: 1_024,
    max: 1_000_000_000,
    of: 'messages of one socket that started the operations under way on it: they are kept as long as these',
    beyond: '`RATE_LIMITED`',
  },
  LIMIT_RETAINED_BYTES: {
    name: 'retainedBytes',
    default: 134_217_728,
    min: 1_024,
    max: 10_000_000_000,
    of: 'the same of all sockets of a process',
    beyond: '`RATE_LIMITED`',
  },
  LIMIT_SOCKETS_PER_CREDENTIAL: {
    name: 'socketsPerCredential',
    default: 5_000,
    min: 1,
    max: 1_000_000,
    of: 'open sockets of one API key with the tokens it made, in each process',
    beyond: 'closed with 4429',
  },
  LIMIT_SOCKET_BUFFER_BYTES: {
    name: 'socketBufferBytes',
    default: 4_194_304,
    min: 65_536,
    max: 1_000_000_000,
    of: 'what waits to be sent on one socket',
    beyond: 'closed with 4413; resume by `afterSequence`',
  },
  LIMIT_SOCKET_STALL_SECONDS: {
    name: 'socketStallSeconds',
    default: 10,
    min: 1,
    max: 600,
    of: 'for a client to read on',
    beyond: 'closed with 4413; resume by `afterSequence`',
  },
  LIMIT_SOCKET_INIT_SECONDS: {
    name: 'socketInitSeconds',
    default: 5,
    min: 1,
    max: 600,
    of: 'for a socket to send `connection_init`',
    beyond: 'closed with 4408',
  },
} as const satisfies Readonly<Record<`LIMIT_${string}`, Limit>>;
