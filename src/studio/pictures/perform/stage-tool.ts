import type { Sides } from './expanding.ts';
import type { Strokes } from '../masks/strokes.ts';

/** What lies on the picture: nothing, the brush of Background, or the frame of Expand. */
export type StageTool =
  | { readonly type: 'none' }
  | {
      readonly type: 'brush';
      readonly strokes: Strokes;
      readonly onStrokes: (strokes: Strokes) => void;
      /** Lets the engine find the subject, from what is painted so far if anything is. */
      readonly onFind: () => void;
      readonly isFinding: boolean;
      /** What the last search came to, in words. */
      readonly outcome: string | null;
    }
  | { readonly type: 'frame'; readonly sides: Sides; readonly onSides: (sides: Sides) => void };

export const NO_TOOL: StageTool = { type: 'none' };
