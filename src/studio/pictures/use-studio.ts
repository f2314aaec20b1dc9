import { useFileDialog, useInterval } from '@mantine/hooks';
import { useMemo, useRef } from 'react';
import { useNoticeOfEnds } from './notice-of-ends.tsx';
import type { ProjectSummaryFragment } from '../generated/graphql.ts';
import { useLiveBalance } from '../api/live-hooks.ts';
import { useLivePrices } from '../prices/use-price-list.ts';
import { useMay } from '../session/viewer.ts';
import type { Drafts } from './perform/drafts.ts';
import { type Desk, useDesk } from './perform/use-desk.ts';
import { trailTo } from './items/lineage.ts';
import type { SheetItem } from './items/sheet-item.ts';
import { type Sheet, useSheet } from './items/use-sheet.ts';
import { type Uploads, useUploads } from './upload/use-uploads.ts';
import { type Chosen, useChosenItem } from './use-chosen-item.ts';

const TAKEN = 'image/png,image/jpeg,image/webp';
/** Once a minute, however many pictures are missing. */
const RENEWAL_MS = 60_000;

/** Addresses of pictures are valid for an hour, also for who downloads one that has long been shown. */
const RENEWAL_INTERVAL_MS = 45 * 60_000;

/** Everything that the columns of the studio share. */
export interface StudioState {
  readonly project: ProjectSummaryFragment;
  /** The person may make pictures here. */
  readonly mayEdit: boolean;
  readonly sheet: Sheet;
  readonly chosen: Chosen;
  /** What the chosen picture came from, itself last. */
  readonly trail: readonly SheetItem[];
  readonly desk: Desk;
  readonly uploads: Uploads;
  /** Lets the person pick files to upload. */
  readonly pickFiles: () => void;
  /** Shows the item in the middle; `isStep`: one of many, that is not to be gone back to one by one. */
  readonly choose: (id: string, isStep?: boolean) => void;
  /** An address of a picture has ended: asks for fresh ones, once for all that are missing. */
  readonly renew: () => void;
}

/** `onChosen` is called when the user chooses another picture, but not for each step through the strip. */
export function useStudio(project: ProjectSummaryFragment, onChosen: () => void): StudioState {
  useLiveBalance(project.id);
  useLivePrices();
  const mayEdit = useMay('EDITOR') && !project.archivedAt;
  const sheet = useSheet(project.id);
  useNoticeOfEnds(sheet.items);
  const chosen = useChosenItem(sheet.items);
  const { item } = chosen;
  const trail = useMemo(() => (item ? trailTo(item, sheet.items ?? []) : []), [item, sheet.items]);
  const choose = (id: string, isStep = false) => {
    chosen.choose(id, isStep);
    if (!isStep) onChosen();
  };
  const desk = useDesk(project.id, trail, ({ id }) => choose(id));
  const uploads = useUploads(project.id, async (imageId) => {
    await sheet.reload();
    choose(imageId);
    desk.change((drafts) => withProduct(drafts, imageId));
  });
  const picker = useFileDialog({
    accept: TAKEN,
    multiple: true,
    resetOnOpen: true,
    onChange: (files) => files && uploads.add([...files]),
  });
  const renewedAt = useRef(-RENEWAL_MS);
  const renew = () => {
    if (performance.now() - renewedAt.current < RENEWAL_MS) return;
    renewedAt.current = performance.now();
    void sheet.reload();
  };
  useInterval(() => void sheet.reload(), RENEWAL_INTERVAL_MS, { autoInvoke: true });
  return { project, mayEdit, sheet, chosen, trail, desk, uploads, pickFiles: picker.open, choose, renew };
}

/** A photo that is uploaded while a Prompt is written is the product's, unless there is one. */
function withProduct(drafts: Drafts, imageId: string): Drafts {
  if (drafts.kind !== 'PROMPT' || drafts.prompt.productImageId !== null) return drafts;
  return { ...drafts, prompt: { ...drafts.prompt, productImageId: imageId } };
}
