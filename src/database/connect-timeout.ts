/** The time to wait for a connection before the database counts as unavailable. */
export const CONNECT_TIMEOUT_MS = 5_000; // 5 seconds
