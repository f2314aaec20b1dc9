import type { Logger } from 'pino';
import type { Action } from './actions/action.ts';
import type { ActionCanceler } from './actions/action-canceler.ts';
import type { ActionCatalog } from './actions/action-catalog.ts';
import { settlingJobs } from './actions/jobs.ts';
import { nextAllowanceAt } from './allowances/next-allowance-at.ts';
import { newAuditEntries } from './audit/audit.ts';
import type { Database } from './database/database.ts';
import { ImageDeleter } from './erasure/image-deleter.ts';
import { ProjectEraser } from './erasure/project-eraser.ts';
import type { NewId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Images } from './open-images.ts';
import { ProjectArchiver } from './projects/project-archiver.ts';

interface Parts {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly clock: () => Instant;
  readonly newId: NewId;
  readonly images: Pick<Images, 'remover'>;
  readonly actions: Pick<ActionCatalog, 'findMany'>;
  readonly canceler: Pick<ActionCanceler, 'endAll'>;
  /** Called with the action whose picture was deleted. Must not throw. */
  readonly changed: (action: Action) => void;
  readonly log: Logger;
}

/** The operations that take projects and pictures away, each recorded in the audit log. */
export function openErasure({ images: { remover }, actions, canceler, changed, ...given }: Parts) {
  const parts = { ...given, remover, newAuditEntry: newAuditEntries(given.newId, given.clock) };
  return {
    archiver: new ProjectArchiver({ ...parts, nextAllowanceAt, settlingJobs }),
    imageDeleter: new ImageDeleter({
      ...parts,
      async pictureGone(actionId) {
        const [action] = await actions.findMany([actionId]);
        if (action) changed(action);
      },
    }),
    projectEraser: new ProjectEraser({ ...parts, endActions: (id, by) => canceler.endAll(id, by) }),
  };
}
