import { NativeSelect } from '@mantine/core';
import { say } from '../language/say.ts';
import { type GuideName, GUIDES } from '../pictures/guide/guides.ts';

const OFFERED: readonly GuideName[] = ['WHITE', 'SEASON', 'FORMATS'];

export interface GuideSelectProps {
  /** Null: no guide. */
  readonly guide: GuideName | null;
  readonly onGuide: (guide: GuideName | null) => void;
}

/** Selects the guide of a new project. */
export function GuideSelect({ guide, onGuide }: GuideSelectProps) {
  return (
    <NativeSelect
      label={say('projects.startWith')}
      description={guide === null ? say('projects.stepsOrNone') : say(GUIDES[guide].description)}
      value={guide ?? ''}
      onChange={({ currentTarget: { value } }) => onGuide(OFFERED.find((name) => name === value) ?? null)}
      data={[
        { value: '', label: say('projects.empty') },
        ...OFFERED.map((name) => ({ value: name, label: say(GUIDES[name].title) })),
      ]}
    />
  );
}
