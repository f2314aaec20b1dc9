import { type AcceptedAction, acceptWriter } from '../../../src/actions/accept-writer.ts';
import type { EntryStatements } from '../../../src/database/over-entry-ranges.ts';
import type { ActionId, ProjectId, WorkspaceId } from '../../../src/ids.ts';
import type { ChargePosting } from '../../../src/ledger/kernel/posting.ts';
import { attach, type Writer } from '../../../src/ledger/store/attachment.ts';
import { entryEvents } from '../../../src/webhooks/entry-events.ts';
import {
  ACTOR,
  type ChargingSettings,
  type Contender,
  CREDITS,
  KEY_ID,
  newId,
  newKey,
  PROMPT,
  REQUEST_HASH,
} from './charging.ts';
import { openLedger } from './open-ledger.ts';

/** Writes the action's row and leaves its job out. */
const withoutJobs: Writer<AcceptedAction> = {
  name: 'accept actions without jobs',
  statements: (accepted) => acceptWriter.statements(accepted).filter(({ name }) => name.startsWith('actions_insert')),
};

interface Parts {
  readonly hasJobs: boolean;
  /** The statements that follow the lines in their transaction; by default those of a server without Stripe and mail. */
  readonly entryStatements?: EntryStatements;
}

/** The ledger as the program opens it: idempotency, grants, draws, usage and the action's row, with or without its job. */
export function darkroom(
  { url, workspaceId }: ChargingSettings,
  { hasJobs, entryStatements = entryEvents }: Parts,
): Contender {
  const writer = hasJobs ? acceptWriter : withoutJobs;
  const ledger = openLedger(url, { entryStatements });
  return {
    async charge(projectId) {
      const action = acceptedAction(projectId, workspaceId);
      const posting: ChargePosting = {
        type: 'charge',
        projectId,
        workspaceId,
        actor: ACTOR,
        note: null,
        key: { value: newKey(), requestHash: REQUEST_HASH },
        actionId: action.id,
        actionKind: action.kind,
        credits: action.credits,
        maxCredits: null,
        keyId: KEY_ID,
        capKeyId: null,
      };
      const { status } = await ledger.post(posting, attach(writer, action));
      if (status !== 'accepted') throw new Error(`a charge was ${status}`);
    },
  };
}

function acceptedAction(projectId: ProjectId, workspaceId: WorkspaceId): AcceptedAction {
  return {
    id: newId<ActionId>(),
    projectId,
    kind: 'PROMPT',
    status: 'QUEUED',
    credits: CREDITS,
    workspaceId,
    priceVersion: 1,
    newestPriceVersion: 1,
    prompt: PROMPT,
    model: null,
    styling: null,
    background: null,
    seed: 0,
    aspectRatio: '1:1',
    frame: null,
    sourceImageId: null,
    maskImageId: null,
    isLargePicture: false,
    traceparent: null,
    parentId: null,
    imageId: null,
    note: null,
    failure: null,
    refundSequence: null,
    engine: null,
    tries: 0,
    createdAt: Date.now(),
    startedAt: null,
    finishedAt: null,
  };
}
