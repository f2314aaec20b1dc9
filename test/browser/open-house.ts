import type pg from 'pg';
import type { Browser } from 'playwright-core';
import { DarkroomHouse } from '../support/darkroom.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import type { NodeProcess } from '../support/node-process.ts';
import { action, createProject, grantCredits, performPrompt } from '../support/operations.ts';
import { until } from '../support/until.ts';
import { uploadPicture } from '../support/upload-picture.ts';
import { openBrowser, Visitor, type VisitorOptions } from './visitor.ts';

export interface Sheet {
  readonly name: string;
  readonly credits: number;
  /** For each a Prompt is performed. */
  readonly prompts?: readonly string[];
}

/** A Darkroom as `npm start` runs it, with its first key, and a browser to visit it with. */
export class OpenHouse {
  readonly url: string;
  readonly key: string;
  /** Of the first key, to do what somebody else would do. */
  readonly client: GraphqlClient;
  readonly #house: DarkroomHouse;
  readonly #browser: Browser;
  readonly #visitors: Visitor[] = [];
  #server: NodeProcess;

  private constructor(
    house: DarkroomHouse,
    browser: Browser,
    { server, url, client }: Awaited<ReturnType<DarkroomHouse['serve']>>,
    key: string,
  ) {
    this.#house = house;
    this.#browser = browser;
    this.#server = server;
    this.url = url;
    this.client = client;
    this.key = key;
  }

  static async open(environment: NodeJS.ProcessEnv = {}): Promise<OpenHouse> {
    const house = new DarkroomHouse();
    const served = await house.serve(environment);
    return new OpenHouse(house, await openBrowser(), served, await house.firstKey());
  }

  /** Somebody in a window of their own, who has not been here before. */
  async visitor(options?: VisitorOptions): Promise<Visitor> {
    const visitor = await Visitor.come(this.#browser, this.url, options);
    this.#visitors.push(visitor);
    return visitor;
  }

  /** Somebody who comes by the printed link, or by one like it to another address. */
  async comeIn(address = '/', options?: VisitorOptions): Promise<Visitor> {
    const visitor = await this.visitor(options);
    await visitor.page.goto(`${address}#key=${this.key}`);
    return visitor;
  }

  /** The id of a new project that has been granted these credits and has the pictures of these Prompts. */
  async newSheet({ name, credits, prompts = [] }: Sheet): Promise<string> {
    const { createProject: made } = await this.client.send(createProject, { input: { name, lowBalanceThreshold: 10 } });
    const projectId = made.id;
    if (credits > 0) await this.client.send(grantCredits, { input: { projectId, credits, idempotencyKey: 'grant' } });
    for (const prompt of prompts) {
      const input = { projectId, prompt, idempotencyKey: prompt };
      const { performPrompt: performed } = await this.client.send(performPrompt, { input });
      if (performed.__typename !== 'PerformedAction') throw new Error(`refused: ${performed.__typename}`);
      const { id } = performed.action;
      await until(async () => (await this.client.send(action, { id })).action?.status === 'SUCCEEDED');
    }
    return projectId;
  }

  /** The id of a picture that somebody else has uploaded. */
  async upload(projectId: string, png: Uint8Array<ArrayBuffer>): Promise<string> {
    return uploadPicture(this.client, projectId, png);
  }

  /** For what would take the API too long. */
  async withDatabase(work: (client: pg.Client) => Promise<void>): Promise<void> {
    const client = await this.#house.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  }

  /** Stops the server as SIGTERM does. */
  async stopServer(): Promise<void> {
    this.#server.kill('SIGTERM');
    await this.#server.ended;
  }

  /** Starts a server again where the stopped one was. */
  async restartServer(): Promise<void> {
    ({ server: this.#server } = await this.#house.serve({ PORT: new URL(this.url).port }));
  }

  /** Closes the visitors' windows at the end of a test, and throws where something odd was seen in one. */
  async seeOff(): Promise<void> {
    const gone = this.#visitors.splice(0);
    await Promise.all(gone.map((visitor) => visitor.leave()));
    const oddities = gone.flatMap((visitor) => visitor.oddities());
    if (oddities.length > 0) throw new Error(`the page did what it should not:\n${oddities.join('\n')}`);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.client.close();
    await this.#house.remove();
  }
}
