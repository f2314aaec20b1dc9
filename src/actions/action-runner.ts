import type { Database } from '../database/database.ts';
import { EngineRejectedError } from '../engines/engine.ts';
import { EngineTimedOutError } from '../engines/time-limit.ts';
import type { ActionId, ImageId, NewId, ProjectId } from '../ids.ts';
import { recordMade } from '../images/image-catalog.ts';
import type { SavedPicture } from '../images/pictures.ts';
import { mendedText } from '../input/rules.ts';
import type { Instant } from '../instant.ts';
import { SYSTEM_ACTOR } from '../ledger/kernel/expire-due.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { attach } from '../ledger/store/attachment.ts';
import { type Action, actionFromRow, type FailureCode } from './action.ts';
import { endWriter } from './end-writer.ts';
import type { EngineCalls } from './engine-calls.ts';

/** An engine is asked so often, then the action fails and its charge is given back. */
export const TRIES_MAX = 4;

/** As long as the reason of an engine may be. */
const REASON_CHARACTERS_MAX = 1_000;

export interface RunnerDependencies {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly engineCalls: EngineCalls;
  readonly savePicture: (bytes: Uint8Array) => Promise<SavedPicture>;
  readonly newId: NewId;
  readonly clock: () => Instant;
  /** Is told of every change of an action. It must not throw. */
  readonly changed: (action: Action) => void;
}

/**
 * Performs accepted actions. A job may be run more than once, and two workers may run the same one after a crash: each
 * step looks first at what is there, and only one ending is ever written.
 *
 *   begin    QUEUED or RUNNING, else somebody has ended it and there is nothing to do; counts the try
 *   make     the engine, then the picture's file (under its content's hash, so the same file twice is one)
 *   succeed  the picture's row and SUCCEEDED together, only if it has not ended
 *   fail     the refund and FAILED together, only if it has not ended: rejected, or the last try
 *
 * A crash between the engine's answer and `succeed` asks the engine again; nobody pays for it twice.
 */
export class ActionRunner {
  readonly #dependencies: RunnerDependencies;

  constructor(dependencies: RunnerDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Resolves once the action has ended. Throws where it is to be tried again later: the engine is unavailable, the
   * database is away, or `signal` has aborted because the process stops; then the try is not counted.
   */
  async run(projectId: ProjectId, actionId: ActionId, signal: AbortSignal): Promise<void> {
    const action = await this.#begin(projectId, actionId);
    if (!action) return;
    this.#dependencies.changed(action);
    try {
      if (action.tries > TRIES_MAX) throw new Error('the worker stopped while it was performing this action');
      const made = await this.#dependencies.engineCalls.make(action, signal);
      await this.#succeed(action, await this.#dependencies.savePicture(made.bytes));
    } catch (error) {
      if (signal.aborted) await this.#handBack(action);
      else if (error instanceof EngineRejectedError) return this.#fail(action, 'ENGINE_REJECTED', wordsOf(error));
      else if (action.tries >= TRIES_MAX) return this.#giveUp(action, error);
      throw error;
    }
  }

  async #begin(projectId: ProjectId, id: ActionId): Promise<Action | null> {
    const [row] = await this.#dependencies.database.prisma.action.updateManyAndReturn({
      where: { projectId, id, status: { in: ['QUEUED', 'RUNNING'] } },
      data: { status: 'RUNNING', tries: { increment: 1 }, startedAt: new Date(this.#dependencies.clock()) },
    });
    return row ? actionFromRow(row) : null;
  }

  async #succeed(action: Action, picture: SavedPicture): Promise<void> {
    const { database, newId, clock, changed } = this.#dependencies;
    const imageId = newId<ImageId>();
    const finishedAt = clock();
    const ended = await database.prisma.$transaction(async (transaction) => {
      const { count } = await transaction.action.updateMany({
        // QUEUED: somebody else who ran it too has handed it back meanwhile. The picture is here all the same.
        where: { projectId: action.projectId, id: action.id, status: { in: ['QUEUED', 'RUNNING'] } },
        data: { status: 'SUCCEEDED', imageId, finishedAt: new Date(finishedAt) },
      });
      if (count === 0) return false;
      await transaction.image.create({
        data: recordMade(picture, { id: imageId, projectId: action.projectId, actionId: action.id, at: finishedAt }),
      });
      return true;
    });
    if (ended) changed({ ...action, status: 'SUCCEEDED', imageId, finishedAt });
  }

  /** Ends an action whose job has been started too often to be started again. */
  async giveUp(projectId: ProjectId, id: ActionId): Promise<void> {
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

  #giveUp(action: Action, error: unknown): Promise<void> {
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
        note: message,
        key: null,
        chargeSequence,
        mayExceedLimit: true,
      },
      attach(endWriter, { projectId, actionId, from: ['QUEUED', 'RUNNING'], to: 'FAILED', failure, finishedAt }),
    );
    if (outcome.status === 'refused' || !outcome.entry) return; // somebody else has ended it
    changed({ ...action, status: 'FAILED', failure, refundSequence: outcome.entry.sequence, finishedAt });
  }

  /** Another worker, or this one after its restart, begins afresh. */
  async #handBack({ projectId, id, tries, startedAt }: Action): Promise<void> {
    const begun = startedAt === null ? null : new Date(startedAt);
    const [row] = await this.#dependencies.database.prisma.action.updateManyAndReturn({
      // Who has begun it since keeps it.
      where: { projectId, id, status: 'RUNNING', tries, startedAt: begun },
      data: { status: 'QUEUED', tries: { decrement: 1 }, startedAt: null },
    });
    if (row) this.#dependencies.changed(actionFromRow(row));
  }
}

function wordsOf({ message }: EngineRejectedError): string {
  return mendedText(message, REASON_CHARACTERS_MAX);
}
