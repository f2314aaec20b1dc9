import { SegmentedControl } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { Suspense, useRef, useState } from 'react';
import type { ActionKind } from '../../generated/graphql.ts';
import { say } from '../../language/say.ts';
import { lazily } from '../../navigation/lazily.ts';
import { useToastsAbove } from '../../look/use-toasts-above.ts';
import type { FeedbackPanelState } from '../../feedback/use-feedback-panel.ts';
import type { SheetItem } from '../items/sheet-item.ts';
import { itemName } from '../items/item-name.ts';
import { type Comparison, COMPARISONS, ShownPicture } from './shown-picture.tsx';
import { type Brush, FIRST_BRUSH } from '../masks/strokes.ts';
import { NoPicture } from './no-picture.tsx';
import { PictureFacts } from './picture-facts.tsx';
import { PictureTools } from './picture-tools.tsx';
import { NO_TOOL, type StageTool } from '../perform/stage-tool.ts';
import { Trail } from './trail.tsx';
import classes from './stage.module.css';

/** The height of the zoom bar with its margin. */
const ZOOM_BAR_PX = 48;

const BrushBar = lazily(async () => (await import('./mask/brush-bar.tsx')).BrushBar);

export interface StageProps {
  readonly item: SheetItem;
  readonly trail: readonly SheetItem[];
  readonly tool: StageTool;
  readonly mayEdit: boolean;
  readonly onChoose: (item: SheetItem) => void;
  /** Puts its words into the form; `isSame`: with everything that makes the same picture. */
  readonly onAgain: (isSame: boolean) => void;
  readonly onRepeat: () => void;
  readonly onFullScreen: () => void;
  readonly feedback: FeedbackPanelState;
  /** Null if the user may not share the picture. */
  readonly onShare: (() => void) | null;
  /** Of the project, in credits. */
  readonly balance: number;
  readonly onMissing: () => void;
}

/** The chosen picture, how it came to be, and the tool of the chosen action on it. */
export function Stage({ item, trail, tool, mayEdit, onChoose, onMissing, ...again }: StageProps) {
  const [comparedId, setComparedId] = useState<string | null>(null);
  const [how, setHow] = useState<Comparison>('slider');
  const [brush, setBrush] = useState(FIRST_BRUSH);
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const place = useRef<HTMLDivElement>(null);
  useToastsAbove(place, ZOOM_BAR_PX);
  const { picture, action } = item;
  const before = (picture && action?.source) ?? null;
  const isComparing = before !== null && comparedId === item.id;
  const used = isComparing ? NO_TOOL : tool;
  const space = { width, height };
  return (
    <section className={classes.stage} aria-label={say('stage.picture')}>
      <div className={classes.head}>
        <Trail items={trail} onChoose={onChoose} />
        {picture && (
          <PictureTools
            picture={picture}
            mayEdit={mayEdit}
            isComparing={isComparing}
            onFullScreen={again.onFullScreen}
            feedback={again.feedback}
            onShare={again.onShare}
            onCompare={before && (() => setComparedId(isComparing ? null : item.id))}
            again={action && mayEdit ? againOf(action.kind, again) : null}
          />
        )}
      </div>
      <div ref={useMergedRef(ref, place)} className={classes.space} dir={picture ? 'ltr' : undefined}>
        {!picture && action && (
          <NoPicture action={action} mayEdit={mayEdit} space={space} onAgain={() => again.onAgain(false)} />
        )}
        {picture && width > 0 && (
          <ShownPicture
            picture={picture}
            alt={action?.prompt ?? itemName(item)}
            compared={isComparing ? { before, how } : null}
            tool={used}
            brush={brush}
            space={space}
            onMissing={onMissing}
          />
        )}
      </div>
      {isComparing && <ComparisonBar how={how} onHow={setHow} />}
      {picture && used.type === 'brush' && <ToolBar tool={used} brush={brush} onBrush={setBrush} />}
      <PictureFacts item={item} mayEdit={mayEdit} />
    </section>
  );
}

function againOf(
  kind: ActionKind,
  { balance, onRepeat, onAgain }: Pick<StageProps, 'balance' | 'onRepeat' | 'onAgain'>,
) {
  return { kind, balance, onRepeat, onWords: () => onAgain(false), onSettings: () => onAgain(true) };
}

function ComparisonBar({ how, onHow }: { readonly how: Comparison; readonly onHow: (how: Comparison) => void }) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={say('stage.howToCompare')}
      value={how}
      onChange={onHow}
      data={COMPARISONS.map((comparison) => ({ value: comparison, label: say(`stage.${comparison}`) }))}
      className={classes.comparison}
    />
  );
}

interface ToolBarProps {
  readonly tool: Extract<StageTool, { type: 'brush' }>;
  readonly brush: Brush;
  readonly onBrush: (brush: Brush) => void;
}

function ToolBar({ tool, brush, onBrush }: ToolBarProps) {
  return (
    <Suspense fallback={<div className={classes.bar} />}>
      <BrushBar
        brush={brush}
        hasStrokes={tool.strokes.length > 0}
        onBrush={onBrush}
        onUndo={() => tool.onStrokes(tool.strokes.slice(0, -1))}
        onClear={() => tool.onStrokes([])}
        onFind={tool.onFind}
        isFinding={tool.isFinding}
        outcome={tool.outcome}
      />
    </Suspense>
  );
}
