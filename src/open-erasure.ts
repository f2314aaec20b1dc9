import type { Logger } from 'pino';
import { ActionCanceler, type CancelerDependencies } from './actions/action-canceler.ts';
import { ActionCatalog } from './actions/action-catalog.ts';
import { settlingJobs } from './actions/jobs.ts';
import { nextAllowanceAt } from './allowances/next-allowance-at.ts';
import { newAuditEntries } from './audit/audit.ts';
import { ImageDeleter } from './erasure/image-deleter.ts';
import { ProjectEraser } from './erasure/project-eraser.ts';
import type { NewId } from './ids.ts';
import type { Images } from './open-images.ts';
import { ProjectArchiver } from './projects/project-archiver.ts';

type Parts = CancelerDependencies & {
  readonly newId: NewId;
  readonly images: Pick<Images, 'remover'>;
  readonly log: Logger;
};

/** The operations that take projects and pictures away, each recorded in the audit log. */
export function openErasure({ images: { remover }, ...given }: Parts) {
  const parts = { ...given, remover, newAuditEntry: newAuditEntries(given.newId, given.clock) };
  const actions = new ActionCatalog(given.database);
  const canceler = new ActionCanceler(parts);
  return {
    archiver: new ProjectArchiver({ ...parts, nextAllowanceAt, settlingJobs }),
    imageDeleter: new ImageDeleter({
      ...parts,
      async pictureGone(actionId) {
        const [action] = await actions.findMany([actionId]);
        if (action) given.changed(action);
      },
    }),
    projectEraser: new ProjectEraser({ ...parts, endActions: (id, by) => canceler.endAll(id, by) }),
  };
}
