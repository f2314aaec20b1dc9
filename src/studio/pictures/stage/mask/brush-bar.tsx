import { Button, Checkbox, Group, SegmentedControl, Slider, Text } from '@mantine/core';
import { ScanSearch, Undo2 } from 'lucide-react';
import { formatPercent } from '../../../language/formats.ts';
import { say } from '../../../language/say.ts';
import { type Brush, BRUSH_MAX, BRUSH_MIN } from '../../masks/strokes.ts';
import classes from '../stage.module.css';

/** Half of the diameter fades out. */
const SOFT = 0.5;

export interface BrushBarProps {
  readonly brush: Brush;
  readonly hasStrokes: boolean;
  readonly onBrush: (brush: Brush) => void;
  readonly onUndo: () => void;
  readonly onClear: () => void;
  readonly onFind: () => void;
  readonly isFinding: boolean;
  readonly outcome: string | null;
}

/** The brush's settings, below the picture that it paints on. */
export function BrushBar({ brush, hasStrokes, onBrush, onUndo, onClear, onFind, isFinding, outcome }: BrushBarProps) {
  return (
    <div className={classes.bar} role="group" aria-label={say('masks.brush')}>
      <SegmentedControl
        size="xs"
        aria-label={say('masks.brushDoes')}
        value={brush.isErasing ? 'erase' : 'paint'}
        onChange={(value) => onBrush({ ...brush, isErasing: value === 'erase' })}
        data={[
          { value: 'paint', label: say('masks.keep') },
          { value: 'erase', label: say('masks.erase') },
        ]}
      />
      <BrushSize brush={brush} onBrush={onBrush} />
      <Checkbox
        size="xs"
        label={say('masks.softEdge')}
        checked={(brush.softness ?? 0) > 0}
        onChange={(event) => onBrush({ ...brush, softness: event.currentTarget.checked ? SOFT : 0 })}
      />
      <Group gap={4}>
        <Text size="xs" c="dimmed" role="status">
          {outcome}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          loading={isFinding}
          onClick={onFind}
          leftSection={<ScanSearch size={14} aria-hidden="true" />}
        >
          {say('masks.findSubject')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          disabled={!hasStrokes}
          onClick={onUndo}
          leftSection={<Undo2 size={14} aria-hidden="true" />}
        >
          {say('masks.undo')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" disabled={!hasStrokes} onClick={onClear}>
          {say('masks.startOver')}
        </Button>
      </Group>
    </div>
  );
}

function BrushSize({ brush, onBrush }: Pick<BrushBarProps, 'brush' | 'onBrush'>) {
  return (
    <Group gap="xs" wrap="nowrap" className={classes.size}>
      <Text size="xs" c="dimmed">
        {say('masks.size')}
      </Text>
      <Slider
        className={classes.slider}
        size="sm"
        min={BRUSH_MIN}
        max={BRUSH_MAX}
        step={0.01}
        value={brush.size}
        onChange={(size) => onBrush({ ...brush, size })}
        label={(size) => formatPercent(size)}
        thumbLabel={say('masks.brushSize')}
      />
    </Group>
  );
}
