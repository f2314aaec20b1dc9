import { Suspense } from 'react';
import type { PictureFragment } from '../../generated/graphql.ts';
import { lazily } from '../../navigation/lazily.ts';
import type { PixelSize } from '../perform/expanding.ts';
import { StagedImage } from '../staged-image.tsx';
import { BeforeAfter } from './compare/before-after.tsx';
import { Blink } from './compare/blink.tsx';
import { SideBySide } from './compare/side-by-side.tsx';
import { placeToFit } from './fit.ts';
import type { Brush } from '../masks/strokes.ts';
import type { StageTool } from '../perform/stage-tool.ts';
import { ZoomArea } from './zoom/zoom-area.tsx';
import classes from './stage.module.css';

/** How two pictures are compared: by a slider between them, side by side, or alternating in one place. */
export const COMPARISONS = ['slider', 'side', 'blink'] as const;

export type Comparison = (typeof COMPARISONS)[number];

const ExpandFrame = lazily(async () => (await import('./frame/expand-frame.tsx')).ExpandFrame);
const MaskBrush = lazily(async () => (await import('./mask/mask-brush.tsx')).MaskBrush);

export interface ShownPictureProps {
  readonly picture: PictureFragment;
  readonly alt: string;
  /** To be compared with, and how; null: not compared. */
  readonly compared: { readonly before: PictureFragment; readonly how: Comparison } | null;
  readonly tool: StageTool;
  readonly brush: Brush;
  /** What there is for it, in CSS pixels. */
  readonly space: PixelSize;
  readonly onMissing: () => void;
}

/** The picture as large as it fits, and what lies on it. It can be looked at closely. */
export function ShownPicture({ picture, alt, compared, tool, brush, space, onMissing }: ShownPictureProps) {
  const image = <StagedImage picture={picture} alt={alt} onMissing={onMissing} />;
  const place = placeToFit(picture, space);
  const box = (
    <div className={classes.box} style={place}>
      {compared?.how === 'slider' && <BeforeAfter before={compared.before} after={picture} alt={alt} />}
      {compared?.how === 'blink' && <Blink before={compared.before} after={picture} alt={alt} />}
      {!compared && image}
      {tool.type === 'brush' && (
        <Suspense>
          <MaskBrush
            width={place.width}
            height={place.height}
            strokes={tool.strokes}
            brush={brush}
            onStroke={(stroke) => tool.onStrokes([...tool.strokes, stroke])}
            onUndo={() => tool.onStrokes(tool.strokes.slice(0, -1))}
          />
        </Suspense>
      )}
    </div>
  );
  if (tool.type === 'frame') {
    return (
      <Suspense fallback={box}>
        <ExpandFrame picture={picture} sides={tool.sides} space={space} onSides={tool.onSides}>
          {image}
        </ExpandFrame>
      </Suspense>
    );
  }
  return (
    <ZoomArea
      key={picture.id}
      pixelsPerCssPixel={picture.width / Math.max(1, place.width)}
      isDrawnOn={tool.type === 'brush'}
    >
      {compared?.how === 'side' ? <SideBySide before={compared.before} after={picture} alt={alt} space={space} /> : box}
    </ZoomArea>
  );
}
