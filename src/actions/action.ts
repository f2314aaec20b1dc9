/**
 * One of the four actions, performed once.
 *
 *   QUEUED ──a worker takes it──► RUNNING ──picture stored──► SUCCEEDED
 *     │                             │
 *     │                             └─rejected, or failed for the last time──► FAILED (refunded)
 *     └─canceled──► CANCELED (refunded)
 *
 * An action is charged when it is accepted. FAILED and CANCELED are written in the same database transaction as the refund,
 * SUCCEEDED in the same as the picture's row. So every action ends with either a picture or a refund.
 */
import type { Action as ActionRow } from '../database/generated/prisma/client.ts';
import type { ActionId, ImageId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { ActionKind } from '../ledger/kernel/entry.ts';

export type ActionStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELED';

/** Why an action failed, for programs. */
export type FailureCode = 'ENGINE_REJECTED' | 'ENGINE_UNAVAILABLE' | 'TIMED_OUT';

export interface Action {
  readonly id: ActionId;
  readonly projectId: ProjectId;
  readonly kind: ActionKind;
  readonly status: ActionStatus;
  /** The credits charged when it was accepted. */
  readonly credits: number;
  readonly priceVersion: number;
  readonly prompt: string | null;
  readonly model: string | null;
  readonly styling: string | null;
  readonly background: string | null;
  /** The seed that the engine receives: 0 to 2,147,483,647. */
  readonly seed: number;
  /** Such as "4:5"; for a Prompt only. */
  readonly aspectRatio: string | null;
  /** For an Expand only. */
  readonly frame: Frame | null;
  readonly sourceImageId: ImageId | null;
  readonly maskImageId: ImageId | null;
  /** The action whose picture this one starts from. */
  readonly parentId: ActionId | null;
  readonly imageId: ImageId | null;
  /** The engine's note on the picture. */
  readonly note: string | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly chargeSequence: number;
  readonly refundSequence: number | null;
  /** The engine that performs it; null until it is RUNNING. */
  readonly engine: string | null;
  /** The number of calls of an engine. */
  readonly tries: number;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
}

/** Pixels to add on each side. */
export interface Frame {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** The brands of ids exist for the compiler only, so values from the database need no conversion. */
export function actionFromRow(row: ActionRow): Action {
  const { top, right, bottom, left } = row;
  return {
    id: row.id as ActionId,
    projectId: row.projectId as ProjectId,
    kind: row.kind,
    status: row.status,
    credits: row.credits,
    priceVersion: row.priceVersion,
    prompt: row.prompt,
    model: row.model,
    styling: row.styling,
    background: row.background,
    seed: row.seed,
    aspectRatio: row.aspectRatio,
    frame: top === null || right === null || bottom === null || left === null ? null : { top, right, bottom, left },
    sourceImageId: row.sourceImageId as ImageId | null,
    maskImageId: row.maskImageId as ImageId | null,
    parentId: row.parentId as ActionId | null,
    imageId: row.imageId as ImageId | null,
    note: row.note,
    failure:
      row.failureCode === null ? null : { code: row.failureCode, message: row.failureMessage ?? row.failureCode },
    chargeSequence: row.chargeSequence,
    refundSequence: row.refundSequence,
    engine: row.engine,
    tries: row.tries,
    createdAt: row.createdAt.getTime(),
    startedAt: row.startedAt?.getTime() ?? null,
    finishedAt: row.finishedAt?.getTime() ?? null,
  };
}
