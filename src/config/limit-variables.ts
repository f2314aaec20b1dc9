import type { DocumentLimits } from '../graphql/limits/document-limits.ts';
import type { ServerLimits } from '../server/server-limits.ts';
import { wholeNumber } from './variable-rules.ts';

/**
 * The defaults let a busy server of the host product through with one key, such as a thousand calls at once, and stop a
 * single browser or a leaked token from taking a process for itself.
 */
export const LIMIT_VARIABLES = {
  LIMIT_DEPTH: wholeNumber(1, 100).default(12),
  LIMIT_COST: wholeNumber(1, 1_000_000_000).default(100_000),
  LIMIT_ALIASES: wholeNumber(0, 10_000).default(50),
  LIMIT_DIRECTIVES: wholeNumber(0, 10_000).default(50),
  LIMIT_TOKENS: wholeNumber(10, 1_000_000).default(4_000),
  LIMIT_ACTIONS_PER_PROJECT: wholeNumber(1, 10_000).default(64),
  LIMIT_DOCUMENT_CACHE_BYTES: wholeNumber(1_048_576, 10_000_000_000).default(67_108_864),
  LIMIT_BODY_BYTES: wholeNumber(1_024, 100_000_000).default(262_144),
  LIMIT_ANONYMOUS_BYTES: wholeNumber(1_024, 100_000_000).default(16_384),
  LIMIT_BODIES_BYTES: wholeNumber(1_024, 9_999_999_999).default(67_108_864),
  LIMIT_MESSAGE_BYTES: wholeNumber(1_024, 100_000_000).default(262_144),
  LIMIT_MESSAGE_DEPTH: wholeNumber(4, 1_000).default(64),
  LIMIT_OPERATION_ID_LENGTH: wholeNumber(36, 10_000).default(128),
  LIMIT_HEADER_SECONDS: wholeNumber(1, 600).default(10),
  LIMIT_BODY_SECONDS: wholeNumber(1, 600).default(15),
  LIMIT_REQUEST_SECONDS: wholeNumber(1, 600).default(30),
  LIMIT_REQUESTS_PER_SECOND: wholeNumber(1, 1_000_000).default(500),
  LIMIT_REQUEST_BURST: wholeNumber(1, 10_000_000).default(5_000),
  LIMIT_ADDRESS_REQUESTS_PER_SECOND: wholeNumber(1, 1_000_000).default(1_000),
  LIMIT_ADDRESS_REQUEST_BURST: wholeNumber(1, 10_000_000).default(10_000),
  LIMIT_SOCKET_MESSAGES_PER_SECOND: wholeNumber(1, 1_000_000).default(1_000),
  LIMIT_SOCKET_BYTES_PER_SECOND: wholeNumber(1_024, 1_000_000_000).default(4_194_304),
  LIMIT_SUBSCRIPTIONS_PER_SOCKET: wholeNumber(1, 100_000).default(100),
  LIMIT_SOCKET_RETAINED_BYTES: wholeNumber(1_024, 1_000_000_000).default(1_048_576),
  LIMIT_RETAINED_BYTES: wholeNumber(1_024, 10_000_000_000).default(134_217_728),
  LIMIT_SOCKETS_PER_CREDENTIAL: wholeNumber(1, 1_000_000).default(1_000),
  LIMIT_SOCKET_BUFFER_BYTES: wholeNumber(65_536, 1_000_000_000).default(4_194_304),
  LIMIT_SOCKET_STALL_SECONDS: wholeNumber(1, 600).default(10),
  LIMIT_SOCKET_INIT_SECONDS: wholeNumber(1, 600).default(5),
};

type Read = Readonly<Record<keyof typeof LIMIT_VARIABLES, number>>;

export function limitsOf(read: Read): DocumentLimits & ServerLimits {
  return Object.freeze({
    depth: read.LIMIT_DEPTH,
    cost: read.LIMIT_COST,
    aliases: read.LIMIT_ALIASES,
    directives: read.LIMIT_DIRECTIVES,
    tokens: read.LIMIT_TOKENS,
    documentCacheBytes: read.LIMIT_DOCUMENT_CACHE_BYTES,
    bodyBytes: read.LIMIT_BODY_BYTES,
    anonymousBytes: read.LIMIT_ANONYMOUS_BYTES,
    bodiesBytes: read.LIMIT_BODIES_BYTES,
    messageBytes: read.LIMIT_MESSAGE_BYTES,
    messageDepth: read.LIMIT_MESSAGE_DEPTH,
    operationIdLength: read.LIMIT_OPERATION_ID_LENGTH,
    headerSeconds: read.LIMIT_HEADER_SECONDS,
    bodySeconds: read.LIMIT_BODY_SECONDS,
    requestSeconds: read.LIMIT_REQUEST_SECONDS,
    requestsPerSecond: read.LIMIT_REQUESTS_PER_SECOND,
    requestBurst: read.LIMIT_REQUEST_BURST,
    addressRequestsPerSecond: read.LIMIT_ADDRESS_REQUESTS_PER_SECOND,
    addressRequestBurst: read.LIMIT_ADDRESS_REQUEST_BURST,
    socketMessagesPerSecond: read.LIMIT_SOCKET_MESSAGES_PER_SECOND,
    socketBytesPerSecond: read.LIMIT_SOCKET_BYTES_PER_SECOND,
    subscriptionsPerSocket: read.LIMIT_SUBSCRIPTIONS_PER_SOCKET,
    socketRetainedBytes: read.LIMIT_SOCKET_RETAINED_BYTES,
    retainedBytes: read.LIMIT_RETAINED_BYTES,
    socketsPerCredential: read.LIMIT_SOCKETS_PER_CREDENTIAL,
    socketBufferBytes: read.LIMIT_SOCKET_BUFFER_BYTES,
    socketStallSeconds: read.LIMIT_SOCKET_STALL_SECONDS,
    socketInitSeconds: read.LIMIT_SOCKET_INIT_SECONDS,
  });
}
