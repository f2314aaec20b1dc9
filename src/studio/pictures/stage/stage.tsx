import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { Suspense, useState } from 'react';
import { lazily } from '../../navigation/lazily.ts';
import type { SheetItem } from '../sheet/sheet-item.ts';
import { useItemName } from '../sheet/use-item-name.ts';
import { type Comparison, COMPARISONS } from './compare/comparison.ts';
import { FIRST_BRUSH } from './mask/brush.ts';
import { NoPicture } from './no-picture.tsx';
import { PictureFacts } from './picture-facts.tsx';
import { PictureTools } from './picture-tools.tsx';
import { ShownPicture } from './shown-picture.tsx';
import { NO_TOOL, type StageTool } from './stage-tool.ts';
import { Trail } from './trail.tsx';
import classes from './stage.module.css';

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
  /** Of the project, in credits. */
  readonly balance: number;
  readonly onMissing: () => void;
}

/** The chosen picture, how it came to be, and the tool of the chosen action on it. */
export function Stage({
  item,
  trail,
  tool,
  mayEdit,
  onChoose,
  onAgain,
  onRepeat,
  onFullScreen,
  balance,
  onMissing,
}: StageProps) {
  const [comparedId, setComparedId] = useState<string | null>(null);
  const [how, setHow] = useState<Comparison>('slider');
  const [brush, setBrush] = useState(FIRST_BRUSH);
  const { ref, width, height } = useElementSize();
  const nameOf = useItemName();
  const { picture, action } = item;
  const before = (picture && action?.source) ?? null;
  const isComparing = before !== null && comparedId === item.id;
  const used = isComparing ? NO_TOOL : tool;
  return (
    <section className={classes.stage} aria-label="Picture">
      <div className={classes.head}>
        <Trail items={trail} onChoose={onChoose} />
        {picture && (
          <PictureTools
            picture={picture}
            isComparing={isComparing}
            onFullScreen={onFullScreen}
            onCompare={before && (() => setComparedId(isComparing ? null : item.id))}
            again={
              action && mayEdit
                ? {
                    kind: action.kind,
                    balance,
                    onRepeat,
                    onWords: () => onAgain(false),
                    onSettings: () => onAgain(true),
                  }
                : null
            }
          />
        )}
      </div>
      <div ref={ref} className={classes.space}>
        {!picture && action && (
          <NoPicture action={action} mayEdit={mayEdit} space={{ width, height }} onAgain={() => onAgain(false)} />
        )}
        {picture && width > 0 && (
          <ShownPicture
            picture={picture}
            alt={action?.prompt ?? nameOf(item)}
            compared={isComparing ? { before, how } : null}
            tool={used}
            brush={brush}
            space={{ width, height }}
            onMissing={onMissing}
          />
        )}
      </div>
      {isComparing && (
        <SegmentedControl
          size="xs"
          aria-label="How to compare"
          value={how}
          onChange={setHow}
          data={[...COMPARISONS]}
          className={classes.comparison}
        />
      )}
      {picture && used.type === 'brush' && (
        <Suspense fallback={<div className={classes.bar} />}>
          <BrushBar
            brush={brush}
            hasStrokes={used.strokes.length > 0}
            onBrush={setBrush}
            onUndo={() => used.onStrokes(used.strokes.slice(0, -1))}
            onClear={() => used.onStrokes([])}
            onFind={used.onFind}
            isFinding={used.isFinding}
            told={used.told}
          />
        </Suspense>
      )}
      <PictureFacts item={item} />
    </section>
  );
}
