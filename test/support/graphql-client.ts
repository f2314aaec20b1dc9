import type { FormattedExecutionResult } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { TypedDocumentString } from './generated/graphql.ts';
import { noteSent } from './log-watch.ts';

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

export interface Answer<Data> {
  readonly status: number;
  readonly data: Data | null | undefined;
  readonly errors: readonly GraphqlError[] | undefined;
}

/** A client of the API as its authors would write one: over HTTP, and over a socket of its own. */
export class GraphqlClient {
  /** Of the server. */
  readonly url: string;
  readonly #url: string;
  readonly #authorization: string | undefined;
  readonly #idleSocketMs: number;
  #socket: Client | null = null;

  /** A socket on which nothing runs is kept open for so long. */
  constructor(url: string, secret: string | null, idleSocketMs = 0) {
    this.url = url;
    this.#url = `${url}/graphql`;
    this.#authorization = secret === null ? undefined : `Bearer ${secret}`;
    this.#idleSocketMs = idleSocketMs;
  }

  /** The header with which it is let in. */
  get authorization(): string {
    if (this.#authorization === undefined) throw new Error('this client has no key');
    return this.#authorization;
  }

  /** Whatever the server answers, errors too. */
  async ask<Data, Variables>(
    document: TypedDocumentString<Data, Variables> | string,
    variables?: Variables,
  ): Promise<Answer<Data>> {
    noteSent(variables, this.#authorization);
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.#authorization && { authorization: this.#authorization }),
      },
      body: JSON.stringify({ query: document.toString(), variables }),
    });
    const body = (await response.json()) as Omit<Answer<Data>, 'status'>; // the shape of every GraphQL answer
    return { status: response.status, data: body.data, errors: body.errors };
  }

  /** The data of an answer without errors. */
  async send<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data> {
    const { data, errors } = await this.ask(document, variables);
    if (!data || errors) throw new Error(`the request was refused: ${JSON.stringify(errors)}`);
    return data;
  }

  /** The code with which a request is refused. */
  async codeOf<Data, Variables>(
    document: TypedDocumentString<Data, Variables> | string,
    variables?: Variables,
  ): Promise<string> {
    const { errors } = await this.ask(document, variables);
    return errors?.[0]?.extensions.code ?? 'no error';
  }

  /** The results of a subscription; also of a query or a mutation that is sent over the socket. */
  watch<Data, Variables extends Record<string, unknown>>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): AsyncIterableIterator<FormattedExecutionResult<Data, unknown>> {
    noteSent(variables, this.#authorization);
    return this.socket.iterate<Data>({ query: document.toString(), variables });
  }

  /** The one result of a query or a mutation that is sent over the socket; also of what is refused. */
  async askOnSocket(
    query: string,
    variables?: Record<string, unknown>,
    operationName?: string,
  ): Promise<FormattedExecutionResult> {
    noteSent(variables, this.#authorization);
    try {
      const { value } = await this.socket.iterate({ query, variables, operationName }).next();
      return value;
    } catch (errors) {
      if (!Array.isArray(errors)) throw errors; // the socket was closed
      return { errors };
    }
  }

  /** Made when it is first needed; it does not reconnect. */
  get socket(): Client {
    this.#socket ??= createClient({
      url: this.#url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: this.#authorization === undefined ? {} : { authorization: this.#authorization },
      lazyCloseTimeout: this.#idleSocketMs,
      retryAttempts: 0,
    });
    return this.#socket;
  }

  async close(): Promise<void> {
    await this.#socket?.dispose();
    this.#socket = null;
  }
}

/** The next result's data. */
export async function nextOf<Data>(
  results: AsyncIterableIterator<FormattedExecutionResult<Data, unknown>>,
): Promise<Data> {
  const { done, value } = await results.next();
  if (done) throw new Error('the subscription has ended');
  if (!value.data || value.errors) throw new Error(`the subscription failed: ${JSON.stringify(value.errors)}`);
  return value.data;
}
