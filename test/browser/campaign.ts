import {
  action,
  createProject,
  grantCredits,
  performBackground,
  performExpand,
  performPrompt,
  performPromptEdit,
} from '../support/operations.ts';
import { until } from '../support/until.ts';
import type { OpenHouse } from './open-house.ts';
import type { PastHouse } from './past-house.ts';
import { DAY_MS } from '../../src/instant.ts';

const LOOK = 'A red handbag in a studio, soft light';

/** On which days work was done, the first one 27 days ago. */
const WORKDAYS_AGO = [27, 25, 24, 20, 18, 15, 12, 9, 8, 6, 3, 2, 1];

/** The id of a project in which all four actions were performed over four weeks, with grants that expire and one that does not. */
export async function workOnCampaign(past: PastHouse): Promise<string> {
  const { house } = past;
  const input = { name: 'Handbags, autumn campaign', lowBalanceThreshold: 20 };
  const { createProject: project } = await house.client.send(createProject, { input });
  const worker = new Worker(house, project.id);
  await worker.grant({ credits: 240, source: 'PURCHASE', note: 'Invoice 2026-114' });
  for (const daysAgo of WORKDAYS_AGO) {
    past.moveTo(daysAgo);
    if (daysAgo === 18) await worker.grant({ credits: 40, source: 'PROMOTION', note: 'Spring promotion', days: 6 });
    if (daysAgo === 6) await worker.grant({ credits: 80, source: 'ALLOWANCE', note: null, days: 40 });
    await worker.work(daysAgo);
  }
  past.moveTo(0);
  await worker.grant({ credits: 40, source: 'PROMOTION', note: 'Autumn fair', days: 5 });
  return project.id;
}

interface Credits {
  readonly credits: number;
  readonly source: 'PURCHASE' | 'PROMOTION' | 'ALLOWANCE';
  readonly note: string | null;
  /** The time until the credits expire, from the real present; omitted: they never expire. */
  readonly days?: number;
}

class Worker {
  readonly #house: OpenHouse;
  readonly #projectId: string;
  #intents = 0;

  constructor(house: OpenHouse, projectId: string) {
    this.#house = house;
    this.#projectId = projectId;
  }

  async grant({ days, ...fields }: Credits): Promise<void> {
    const midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS;
    const expiresAt = days === undefined ? null : new Date(midnight + days * DAY_MS).toISOString();
    await this.#house.client.send(grantCredits, { input: { ...this.#intent(), ...fields, expiresAt } });
  }

  /** A Prompt, and of the other actions more or fewer, as it comes. */
  async work(day: number): Promise<void> {
    const { client } = this.#house;
    const { performPrompt: made } = await client.send(performPrompt, { input: { ...this.#intent(), prompt: LOOK } });
    const actionId = idOf(made);
    const imageId = await this.#picture(actionId);
    const followers: string[] = [];
    for (let edit = 0; edit < day % 4; edit += 1) {
      const prompt = 'A red handbag in a studio, warm evening light';
      const sent = await client.send(performPromptEdit, { input: { ...this.#intent(), actionId, prompt } });
      followers.push(idOf(sent.performPromptEdit));
    }
    if (day % 3 === 0) {
      const background = 'a city at night';
      const sent = await client.send(performBackground, { input: { ...this.#intent(), imageId, background } });
      followers.push(idOf(sent.performBackground));
    }
    if (day % 5 === 0) {
      const sent = await client.send(performExpand, { input: { ...this.#intent(), imageId, left: 300, right: 300 } });
      followers.push(idOf(sent.performExpand));
    }
    for (const id of followers) await this.#picture(id); // or the clock would run away from it
  }

  #intent() {
    this.#intents += 1;
    return { projectId: this.#projectId, idempotencyKey: `intent ${this.#intents}` };
  }

  async #picture(id: string): Promise<string> {
    return until(async () => (await this.#house.client.send(action, { id })).action?.image?.id ?? null);
  }
}

function idOf(answer: { __typename: string; action?: { id: string } }): string {
  if (!answer.action) throw new Error(`refused: ${answer.__typename}`);
  return answer.action.id;
}
