import { lazyDialog } from '../navigation/lazily.ts';

/** Makes a project and goes there. */
export const CreateProjectDialog = lazyDialog(
  async () => (await import('./create-project-modal.tsx')).CreateProjectModal,
);
