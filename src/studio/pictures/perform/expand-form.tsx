import { Button, Input, NumberInput, Text } from '@mantine/core';
import type { PictureFragment } from '../../generated/graphql.ts';
import { formatSize } from '../../language/formats.ts';
import { say, sayRich } from '../../language/say.ts';
import { expanded, NO_SIDES, type PixelSize, type Sides, sidesForRatio, sidesProblem } from './expanding.ts';
import { LimitedTextarea } from '../../look/limited-text.tsx';
import { PROMPT_MAX } from './submission.ts';
import classes from './action-form.module.css';

const RATIOS = ['1:1', '4:5', '3:4', '9:16', '4:3', '16:9'];
const SIDES = ['top', 'right', 'bottom', 'left'] as const;

export interface ExpandFormProps {
  readonly picture: PictureFragment;
  readonly sides: Sides;
  readonly prompt: string;
  readonly missing: Readonly<Record<string, string>>;
  readonly onSides: (sides: Sides) => void;
  readonly onPrompt: (prompt: string) => void;
}

/** A wider frame: by its aspect ratio or side by side, in pixels. The picture's edges can be dragged as well. */
export function ExpandForm({ picture, sides, prompt, missing, onSides, onPrompt }: ExpandFormProps) {
  const size = expanded(picture, sides);
  return (
    <>
      <Ratios picture={picture} size={size} onSides={onSides} />
      <Input.Wrapper
        label={say('perform.pixelsToAdd')}
        labelElement="div"
        error={sidesProblem(size) ?? missing['sides']}
        data-field="sides"
      >
        <div className={classes.sides}>
          {SIDES.map((side) => (
            <NumberInput
              key={side}
              label={say(`perform.${side}`)}
              size="xs"
              value={sides[side]}
              onChange={(pixels) => onSides({ ...sides, [side]: typeof pixels === 'number' ? pixels : 0 })}
              min={0}
              step={16}
              allowDecimal={false}
              thousandSeparator={false}
              allowNegative={false}
              clampBehavior="none" // what is too much is said below, and not changed into another number
            />
          ))}
        </div>
      </Input.Wrapper>
      <div className={classes.result}>
        <Text size="xs" c="dimmed">
          {sayRich('perform.expandedTo', {
            before: formatSize(picture),
            after: formatSize(size),
            b: <b className={classes.size} />,
          })}
        </Text>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onSides(NO_SIDES)}>
          {say('perform.startOver')}
        </Button>
      </div>
      <LimitedTextarea
        label={say('perform.prompt')}
        description={say('perform.aboutExpandPrompt')}
        value={prompt}
        onChange={(event) => onPrompt(event.currentTarget.value)}
        max={PROMPT_MAX}
        autosize
        minRows={2}
        maxRows={6}
      />
    </>
  );
}

interface RatiosProps extends Pick<ExpandFormProps, 'picture' | 'onSides'> {
  readonly size: PixelSize;
}

function Ratios({ picture, size, onSides }: RatiosProps) {
  return (
    <Input.Wrapper label={say('perform.aspectRatio')} labelElement="div" description={say('perform.orDrag')}>
      <div className={classes.ratios} role="group" aria-label={say('perform.aspectRatio')}>
        {RATIOS.map((ratio) => (
          <Button
            key={ratio}
            size="xs"
            variant="default"
            aria-pressed={hasRatio(size, ratio)}
            className={classes.ratio}
            onClick={() => onSides(sidesForRatio(picture, ratio))}
          >
            {ratio}
          </Button>
        ))}
      </div>
    </Input.Wrapper>
  );
}

function hasRatio({ width, height }: PixelSize, ratio: string): boolean {
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  return Math.abs(width * down - height * across) <= Math.max(across, down);
}
