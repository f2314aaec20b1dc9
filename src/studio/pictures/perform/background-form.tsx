import { Radio, Stack } from '@mantine/core';
import { LimitedTextarea } from '../../look/limited-textarea.tsx';
import type { Drafts } from './drafts.ts';
import { DETAIL_MAX } from './word-limits.ts';

export interface BackgroundFormProps {
  readonly draft: Drafts['background'];
  /** The picture has another background already, so it is asked which picture to start from. */
  readonly isAgain: boolean;
  readonly missing: Readonly<Record<string, string>>;
  readonly onChange: (draft: Partial<Drafts['background']>) => void;
}

/** Another background: what it is, and what of the picture stays. */
export function BackgroundForm({ draft, isAgain, missing, onChange }: BackgroundFormProps) {
  return (
    <>
      {isAgain && (
        <Radio.Group
          label="Start from"
          description="This picture has another background already."
          value={draft.startsFrom}
          onChange={(value) => onChange({ startsFrom: value === 'result' ? 'result' : 'before' })}
        >
          <Stack gap="xs" pt={8}>
            <Radio value="before" label="The picture as it was before" />
            <Radio value="result" label="The picture that is shown" />
          </Stack>
        </Radio.Group>
      )}
      <LimitedTextarea
        label="Background"
        description="What to put behind the subject."
        value={draft.background}
        onChange={(event) => onChange({ background: event.currentTarget.value })}
        max={DETAIL_MAX}
        error={missing['background']}
        autosize
        minRows={3}
        maxRows={8}
        required
        data-field="background"
      />
      <Radio.Group
        label="What stays"
        value={draft.isPainted ? 'painted' : 'found'}
        onChange={(value) => onChange({ isPainted: value === 'painted' })}
        error={missing['mask']}
      >
        <Stack gap="xs" pt={8}>
          <Radio value="found" label="The subject, found for you" />
          <Radio value="painted" label="What I paint on the picture" data-field="mask" />
        </Stack>
      </Radio.Group>
    </>
  );
}
