import { Button, Checkbox, Group, SegmentedControl, Slider, Text } from '@mantine/core';
import { ScanSearch, Undo2 } from 'lucide-react';
import { type Brush, BRUSH_MAX, BRUSH_MIN } from './brush.ts';
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
  readonly told: string | null;
}

/** The brush's settings, below the picture that it paints on. */
export function BrushBar({ brush, hasStrokes, onBrush, onUndo, onClear, onFind, isFinding, told }: BrushBarProps) {
  return (
    <div className={classes.bar} role="group" aria-label="Brush">
      <SegmentedControl
        size="xs"
        aria-label="What the brush does"
        value={brush.isErasing ? 'erase' : 'paint'}
        onChange={(value) => onBrush({ ...brush, isErasing: value === 'erase' })}
        data={[
          { value: 'paint', label: 'Keep' },
          { value: 'erase', label: 'Erase' },
        ]}
      />
      <BrushSize brush={brush} onBrush={onBrush} />
      <Checkbox
        size="xs"
        label="Soft edge"
        checked={(brush.softness ?? 0) > 0}
        onChange={(event) => onBrush({ ...brush, softness: event.currentTarget.checked ? SOFT : 0 })}
      />
      <Group gap={4}>
        <Text size="xs" c="dimmed" role="status">
          {told}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          loading={isFinding}
          onClick={onFind}
          leftSection={<ScanSearch size={14} aria-hidden="true" />}
        >
          Find the subject
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          disabled={!hasStrokes}
          onClick={onUndo}
          leftSection={<Undo2 size={14} aria-hidden="true" />}
        >
          Undo
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" disabled={!hasStrokes} onClick={onClear}>
          Start over
        </Button>
      </Group>
    </div>
  );
}

function BrushSize({ brush, onBrush }: Pick<BrushBarProps, 'brush' | 'onBrush'>) {
  return (
    <Group gap="xs" wrap="nowrap" className={classes.size}>
      <Text size="xs" c="dimmed">
        Size
      </Text>
      <Slider
        className={classes.slider}
        size="sm"
        min={BRUSH_MIN}
        max={BRUSH_MAX}
        step={0.01}
        value={brush.size}
        onChange={(size) => onBrush({ ...brush, size })}
        label={(size) => `${Math.round(size * 100)} %`}
        thumbLabel="Size of the brush"
      />
    </Group>
  );
}
