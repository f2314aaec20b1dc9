import { Suspense } from 'react';
import type { PictureFragment } from '../../generated/graphql.ts';
import { lazily } from '../../navigation/lazily.ts';
import { DevelopingImage } from '../developing-image.tsx';
import type { PixelSize } from '../perform/expanding.ts';
import { BeforeAfter } from './before-after.tsx';
import { placeToFit } from './fit.ts';
import type { Brush } from './mask/brush.ts';
import type { StageTool } from './stage-tool.ts';
import classes from './stage.module.css';

const ExpandFrame = lazily(async () => (await import('./frame/expand-frame.tsx')).ExpandFrame);
const MaskBrush = lazily(async () => (await import('./mask/mask-brush.tsx')).MaskBrush);

export interface ShownPictureProps {
  readonly picture: PictureFragment;
  readonly alt: string;
  /** To be compared with; null: not compared. */
  readonly before: PictureFragment | null;
  readonly tool: StageTool;
  readonly brush: Brush;
  /** What there is for it, in CSS pixels. */
  readonly space: PixelSize;
  readonly onMissing: () => void;
}

/** The picture as large as it fits, and what lies on it. */
export function ShownPicture({ picture, alt, before, tool, brush, space, onMissing }: ShownPictureProps) {
  const image = <DevelopingImage id={picture.id} url={picture.large} alt={alt} onMissing={onMissing} />;
  const place = placeToFit(picture, space);
  const { width, height } = place;
  const box = (
    <div className={classes.box} style={place}>
      {before ? <BeforeAfter before={before} after={picture} alt={alt} /> : image}
      {tool.type === 'brush' && (
        <Suspense>
          <MaskBrush
            width={width}
            height={height}
            strokes={tool.strokes}
            brush={brush}
            onStroke={(stroke) => tool.onStrokes([...tool.strokes, stroke])}
            onUndo={() => tool.onStrokes(tool.strokes.slice(0, -1))}
          />
        </Suspense>
      )}
    </div>
  );
  if (tool.type !== 'frame') return box;
  return (
    <Suspense fallback={box}>
      <ExpandFrame picture={picture} sides={tool.sides} space={space} onSides={tool.onSides}>
        {image}
      </ExpandFrame>
    </Suspense>
  );
}
