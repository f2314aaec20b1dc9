import { useApolloClient } from '@apollo/client/react';
import { useMemo, useRef, useState } from 'react';
import { errorSentence } from '../../errors/error-sentence.ts';
import type { ActionTileFragment } from '../../generated/graphql.ts';
import { say } from '../../language/say.ts';
import type { SheetItem } from '../items/sheet-item.ts';
import { maskFile } from '../masks/mask-file.ts';
import { isFound, type Strokes } from '../masks/strokes.ts';
import { loadStoredMask, usePainted } from '../masks/use-painted.ts';
import { NO_TOOL, type StageTool } from './stage-tool.ts';
import { usePriceList } from '../../prices/use-price-list.ts';
import { rememberMask } from '../masks/known-masks.ts';
import { uploadPicture, UploadRefusedError } from '../upload/upload-picture.ts';
import { again, type ChangeDrafts, type Details, type Drafts, inheritedWords, useDrafts } from './drafts.ts';
import { compose, isMasked, repeated, sidesOf } from './submission.ts';
import { useFindSubject } from '../masks/use-find-subject.ts';
import { type Performing, usePerform } from './use-perform.ts';

type Missing = Readonly<Record<string, string>>;

export interface Desk {
  /** The picture in the middle, which the actions start from. */
  readonly base: SheetItem | undefined;
  /** What it is of. */
  readonly words: Details;
  readonly drafts: Drafts;
  readonly change: ChangeDrafts;
  readonly performing: Performing;
  /** What lies on the picture for the chosen action. */
  readonly tool: StageTool;
  /** The painted mask is on its way. */
  readonly isPreparing: boolean;
  /** So many times; answers what is missing, by the name of the field. */
  readonly perform: (count: number) => Promise<Missing>;
  /** What was performed before, once more: the same words, another seed. */
  readonly repeat: (action: ActionTileFragment) => Promise<void>;
  /** Copies the request of an earlier action into the form, with the very mask that it was performed with. */
  readonly copy: (item: SheetItem, isSame: boolean) => Promise<void>;
}

/** What a person is about to do with the chosen picture, the last of its trail, and the doing of it. */
export function useDesk(
  projectId: string,
  trail: readonly SheetItem[],
  onAccepted: (action: ActionTileFragment) => void,
): Desk {
  const base = trail.at(-1);
  const words = useMemo(() => inheritedWords(trail), [trail]);
  const [drafts, change] = useDrafts(projectId);
  const { priceList } = usePriceList();
  const performing = usePerform(projectId, onAccepted);
  const { strokes, tool: brush, upload, showAgain, isUploading } = useMask(projectId, base);
  const copy = async (item: SheetItem, isSame: boolean): Promise<void> => {
    const { mask, source } = item.action ?? {};
    if (mask && source) await showAgain(source.id, mask.id); // before the form: it must never be sent with another mask
    change((before) => again(before, item, isSame));
  };
  const perform = async (count: number): Promise<Missing> => {
    const price = priceList?.prices.find(({ kind }) => kind === drafts.kind);
    if (!price) return {}; // nothing is performed at a price that nobody has seen
    const draft = { projectId, drafts, base, words, maxCredits: price.credits, maskImageId: null };
    const composed = compose(draft);
    if (!composed.submission) return composed.missing;
    if (!isMasked(drafts, base?.picture?.id)) {
      await performing.perform({ submission: composed.submission, count });
      return {};
    }
    if (strokes.length === 0) return { mask: say('perform.paintOrFind') };
    const mask = await upload();
    if ('problem' in mask) return { mask: mask.problem };
    const { submission } = compose({ ...draft, maskImageId: mask.imageId });
    if (submission) await performing.perform({ submission, count });
    return {};
  };
  const repeat = async (action: ActionTileFragment): Promise<void> => {
    const price = priceList?.prices.find(({ kind }) => kind === action.kind);
    const submission = price && repeated(action, projectId, price.credits);
    if (submission) await performing.perform({ submission, count: 1 });
  };
  return {
    base,
    words,
    drafts,
    change,
    performing,
    tool: toolOf(drafts, change, base, brush),
    isPreparing: isUploading,
    perform,
    repeat,
    copy,
  };
}

function toolOf(drafts: Drafts, change: ChangeDrafts, base: SheetItem | undefined, brush: StageTool): StageTool {
  const picture = base?.picture;
  if (!picture) return NO_TOOL;
  if (isMasked(drafts, picture.id)) return brush;
  if (drafts.kind !== 'EXPAND') return NO_TOOL;
  return {
    type: 'frame',
    sides: sidesOf(drafts, picture.id),
    onSides: (sides) => change((before) => ({ ...before, expand: { ...before.expand, imageId: picture.id, sides } })),
  };
}

type Sent = { readonly imageId: string } | { readonly problem: string };

const NO_STROKES: Strokes = [];

/** The mask of the picture. The same strokes are uploaded once, so that the same request is sent again with the same mask. */
function useMask(projectId: string, base: SheetItem | undefined) {
  const client = useApolloClient();
  const [painted, setPainted] = usePainted(projectId);
  const [isUploading, setUploading] = useState(false);
  const sent = useRef(new WeakMap<Strokes, Promise<Sent>>()).current;
  const picture = base?.picture;
  const strokes = painted && painted.imageId === picture?.id ? painted.strokes : NO_STROKES;
  const { find, isFinding, outcome } = useFindSubject();

  const send = async (of: Strokes): Promise<Sent> => {
    if (!picture) return { problem: say('perform.nothingToPaint') };
    const [first, ...painting] = of;
    if (first && isFound(first) && painting.length === 0) return { imageId: first.imageId }; // exactly what was shown
    const { reach, file } = await maskFile(of, picture);
    if (reach === 'nothing') return { problem: say('perform.allErased') };
    if (reach === 'everything') return { problem: say('perform.allPainted') };
    const imageId = await uploadPicture(client, { projectId, file });
    rememberMask(imageId);
    return { imageId };
  };
  const upload = async (of: Strokes = strokes): Promise<Sent> => {
    const sending = sent.get(of) ?? send(of);
    sent.set(of, sending);
    setUploading(true);
    try {
      return await sending;
    } catch (error) {
      sent.delete(of);
      const { title, detail } = errorSentence(error);
      return { problem: error instanceof UploadRefusedError ? error.message : `${title} ${detail}` };
    } finally {
      setUploading(false);
    }
  };
  const findOn = async (imageId: string): Promise<void> => {
    const painting = strokes.filter((stroke) => !isFound(stroke));
    const hint = painting.length > 0 ? await upload(painting) : null;
    const found = await find(imageId, hint && 'imageId' in hint ? hint.imageId : null);
    if (found) setPainted({ imageId, strokes: [found] });
  };
  /** A mask that can no longer be read leaves the picture unpainted, so that another one is asked for. */
  const showAgain = async (imageId: string, maskImageId: string): Promise<void> => {
    const mask = await loadStoredMask(client, maskImageId).catch(() => null);
    setPainted({ imageId, strokes: mask ? [mask] : NO_STROKES });
  };
  const tool: StageTool = picture
    ? {
        type: 'brush',
        strokes,
        onStrokes: (next) => setPainted({ imageId: picture.id, strokes: next }),
        onFind: () => void findOn(picture.id),
        isFinding,
        outcome,
      }
    : NO_TOOL;
  return { strokes, tool, upload, showAgain, isUploading };
}
