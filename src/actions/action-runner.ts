import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { Prisma } from '../database/generated/prisma/client.ts';
import type { Statement } from '../database/statement.ts';
import {
  EngineBusyError,
  EngineMisconfiguredError,
  type EnginePicture,
  EngineRejectedError,
} from '../engines/engine.ts';
import { EngineTimedOutError } from '../engines/wrapping-engines.ts';
import type { ActionId, ImageId, NewId, ProjectId } from '../ids.ts';
import { recordMade } from '../images/image-catalog.ts';
import type { ContentHash } from '../images/image.ts';
import { releaseClaim } from '../images/picture-claims.ts';
import type { SavedPicture } from '../images/pictures.ts';
import { mendedText } from '../input/rules.ts';
import type { Instant } from '../instant.ts';
import { SYSTEM_ACTOR } from '../ledger/kernel/expire-due.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { attach } from '../ledger/store/attachment.ts';
import type { Tracing } from '../tracing.ts';
import { actionEvents } from '../webhooks/action-events.ts';
import { type Action, actionFromRow, type FailureCode } from './action.ts';
import type { ActionEngines } from './action-engines.ts';
import { endWriter } from './end-writer.ts';
import type { EngineCalls } from './engine-calls.ts';
import { FAILURE_WORDS } from './failure-words.ts';

/** The maximum number of tries. After the last one the action fails and its charge is refunded. */
export const TRIES_MAX = 4;

/** How long an action waits for an engine that is busy. After it the engine counts as unavailable. */
export const BUSY_PATIENCE_MS = 21_600_000; // 6 hours since the action was accepted

/** The maximum length of an engine's message. */
const REASON_CHARACTERS_MAX = 1_000;

export interface RunnerDependencies {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly engineCalls: EngineCalls;
  readonly actionEngines: ActionEngines;
  readonly savePicture: (bytes: Uint8Array) => Promise<SavedPicture>;
  /** Removes those of the pictures that no image refers to. */
  readonly removePictures: (pictures: readonly ContentHash[]) => Promise<unknown>;
  readonly newId: NewId;
  readonly clock: () => Instant;
  readonly log: Logger;
  /** Called with every changed action. Must not throw. */
  readonly changed: (action: Action) => void;
  readonly tracing?: Tracing | null;
}

/**
 * Performs accepted actions. A job may run more than once, and after a crash two workers may run the same job, so each step
 * checks the current state first, and only one final status is written.
 *
 *   begin    counts the try; does nothing unless the action is QUEUED or RUNNING
 *   make     calls the engine, then stores the picture under the hash of its content, so that storing it twice is harmless
 *   succeed  writes the picture's row and SUCCEEDED together, unless the action has ended
 *   fail     writes the refund and FAILED together, unless the action has ended: after a rejection, or the last try
 *
 * After a crash between the engine's response and `succeed` the engine is called again; the action is charged once.
 */
export class ActionRunner {
  readonly #dependencies: RunnerDependencies;

  constructor(dependencies: RunnerDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Resolves when the action has ended. Throws if it must be tried again later: the engine or the database is unavailable,
   * the engine is busy, or the process stops and has aborted `signal`; in the last two cases the try is not counted.
   */
  async run(projectId: ProjectId, actionId: ActionId, signal: AbortSignal): Promise<void> {
    const action = await this.#begin(projectId, actionId);
    if (!action) return;
    this.#dependencies.changed(action);
    try {
      if (action.tries > TRIES_MAX) throw new Error('the worker stopped while it was performing this action');
      const made = await this.#dependencies.engineCalls.make(action, signal);
      await this.#succeed(action, await this.#dependencies.savePicture(made.bytes), noteOf(made));
    } catch (error) {
      if (signal.aborted || this.#waitsFor(error, action)) await this.#handBack(action);
      else if (error instanceof EngineRejectedError) return this.#fail(action, 'ENGINE_REJECTED', wordsOf(error));
      else if (error instanceof EngineMisconfiguredError) return this.#refuse(action, error);
      else if (action.tries >= TRIES_MAX) return this.#failAction(action, error);
      throw error;
    }
  }

  /** A busy engine is waited for, up to BUSY_PATIENCE_MS. */
  #waitsFor(error: unknown, { createdAt }: Action): error is EngineBusyError {
    return error instanceof EngineBusyError && this.#dependencies.clock() - createdAt < BUSY_PATIENCE_MS;
  }

  /** Only the operator can fix it, so the reason goes to the log and not to the caller. */
  #refuse(action: Action, error: EngineMisconfiguredError): Promise<void> {
    this.#dependencies.log.error({ action: action.id, reason: error.message }, 'the engine is misconfigured');
    return this.#fail(action, 'ENGINE_UNAVAILABLE', 'The engine is not set up. Tell whoever runs this server.');
  }

  async #begin(projectId: ProjectId, id: ActionId): Promise<Action | null> {
    const { database, actionEngines, clock } = this.#dependencies;
    const { action } = database.prisma;
    const known = await action.findUnique({ where: { projectId_id: { projectId, id } }, select: { kind: true } });
    if (!known) return null;
    const engine = actionEngines[known.kind].name;
    const [row] = await action.updateManyAndReturn({
      where: { projectId, id, status: { in: ['QUEUED', 'RUNNING'] } },
      data: { status: 'RUNNING', tries: { increment: 1 }, startedAt: new Date(clock()), engine },
    });
    return row ? actionFromRow(row) : null;
  }

  async #succeed(action: Action, picture: SavedPicture, note: string | null): Promise<void> {
    const { database, newId, clock, changed, removePictures } = this.#dependencies;
    const imageId = newId<ImageId>();
    const finishedAt = clock();
    const ended = await database.prisma.$transaction(async (transaction) => {
      const { count } = await transaction.action.updateMany({
        // QUEUED: another worker that ran the same job has released it. The picture is stored all the same.
        where: { projectId: action.projectId, id: action.id, status: { in: ['QUEUED', 'RUNNING'] } },
        data: { status: 'SUCCEEDED', imageId, note, finishedAt: new Date(finishedAt) },
      });
      if (count > 0) {
        await transaction.image.create({
          data: recordMade(picture, { id: imageId, projectId: action.projectId, actionId: action.id, at: finishedAt }),
        });
        await run(transaction, actionEvents([{ ...action, traceparent: this.#traceparent() }]));
      }
      await run(transaction, releaseClaim(picture.contentHash));
      return count > 0;
    });
    if (!ended)
      await removePictures([picture.contentHash]); // refunded, or its project erased, while the engine worked
    else changed({ ...action, status: 'SUCCEEDED', imageId, note, finishedAt });
  }

  /** Fails an action whose job has no starts left. */
  async failAction(projectId: ProjectId, id: ActionId): Promise<void> {
    const row = await this.#dependencies.database.prisma.action.findUnique({
      where: { projectId_id: { projectId, id } },
    });
    if (!row) return;
    await this.#fail(
      actionFromRow(row),
      'ENGINE_UNAVAILABLE',
      'Work on the picture was cut short too often. Try again.',
    );
  }

  #failAction(action: Action, error: unknown): Promise<void> {
    if (error instanceof EngineTimedOutError)
      return this.#fail(action, 'TIMED_OUT', 'The engine did not answer in time.');
    return this.#fail(action, 'ENGINE_UNAVAILABLE', 'The engine could not make the picture. Try again later.');
  }

  async #fail(action: Action, code: FailureCode, message: string): Promise<void> {
    const { ledger, clock, changed } = this.#dependencies;
    const { id: actionId, projectId, chargeSequence } = action;
    const finishedAt = clock();
    const failure = { code, message };
    const outcome = await ledger.post(
      {
        type: 'refund',
        projectId,
        workspaceId: null,
        actor: SYSTEM_ACTOR,
        note: FAILURE_WORDS[code], // the engine's own words stay with the action, which can be erased
        key: null,
        chargeSequence,
        mayExceedLimit: true,
      },
      attach(endWriter, {
        projectId,
        actionId,
        from: ['QUEUED', 'RUNNING'],
        to: 'FAILED',
        failure,
        finishedAt,
        traceparent: this.#traceparent(),
      }),
    );
    if (outcome.status === 'refused' || !outcome.entry) return; // another worker or a cancellation has ended it
    changed({ ...action, status: 'FAILED', failure, refundSequence: outcome.entry.sequence, finishedAt });
  }

  #traceparent(): string | null {
    return this.#dependencies.tracing?.traceparent() ?? null;
  }

  /** Sets the action to QUEUED, so that another worker, or this one after a restart, begins anew. */
  async #handBack({ projectId, id, tries, startedAt }: Action): Promise<void> {
    const begun = startedAt === null ? null : new Date(startedAt);
    const [row] = await this.#dependencies.database.prisma.action.updateManyAndReturn({
      // Has no effect if another worker has begun it since.
      where: { projectId, id, status: 'RUNNING', tries, startedAt: begun },
      data: { status: 'QUEUED', tries: { decrement: 1 }, startedAt: null, engine: null },
    });
    if (row) this.#dependencies.changed(actionFromRow(row));
  }
}

/** The text of the statement is our own; only its values vary. */
async function run(
  on: Pick<Prisma.TransactionClient, '$executeRawUnsafe'>,
  { text, values }: Statement,
): Promise<void> {
  await on.$executeRawUnsafe(text, ...values);
}

function noteOf({ note }: EnginePicture): string | null {
  return note ? mendedText(note, REASON_CHARACTERS_MAX) : null;
}

function wordsOf({ message }: EngineRejectedError): string {
  return mendedText(message, REASON_CHARACTERS_MAX);
}
