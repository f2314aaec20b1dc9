import { lazyDialog } from '../navigation/lazily.ts';

/** Brings credits into a project. For ADMIN. */
export const GrantCreditsDialog = lazyDialog(async () => (await import('./grant-credits-modal.tsx')).GrantCreditsModal);
