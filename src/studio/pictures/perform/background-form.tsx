import { Radio, Stack } from '@mantine/core';
import { say } from '../../language/say.ts';
import { LimitedTextarea } from '../../look/limited-text.tsx';
import type { Drafts } from './drafts.ts';
import { DETAIL_MAX } from './submission.ts';

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
          label={say('perform.startFrom')}
          description={say('perform.hasBackground')}
          value={draft.startsFrom}
          onChange={(value) => onChange({ startsFrom: value === 'result' ? 'result' : 'before' })}
        >
          <Stack gap="xs" pt={8}>
            <Radio value="before" label={say('perform.fromBefore')} />
            <Radio value="result" label={say('perform.fromShown')} />
          </Stack>
        </Radio.Group>
      )}
      <LimitedTextarea
        label={say('perform.background')}
        description={say('perform.aboutBackground')}
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
        label={say('perform.whatStays')}
        value={draft.isPainted ? 'painted' : 'found'}
        onChange={(value) => onChange({ isPainted: value === 'painted' })}
        error={missing['mask']}
      >
        <Stack gap="xs" pt={8}>
          <Radio value="found" label={say('perform.subjectFound')} />
          <Radio value="painted" label={say('perform.subjectPainted')} data-field="mask" />
        </Stack>
      </Radio.Group>
    </>
  );
}
