import { useLocalStorage } from '@mantine/hooks';
import { type GuideName, GUIDES } from './guides.ts';

const entryOf = (projectId: string): string => `darkroom.guide.${projectId}`;

/** Shows the guide of a project in this browser until the user closes it. */
export function keepGuide(projectId: string, name: GuideName): void {
  localStorage.setItem(entryOf(projectId), name);
}

/** The guide of a project, and a function that closes it; null: none. */
export function useGuide(projectId: string): readonly [GuideName | null, () => void] {
  const [name, , close] = useLocalStorage<GuideName | null>({
    key: entryOf(projectId),
    defaultValue: null,
    getInitialValueInEffect: false,
    deserialize: (kept = '') => (isGuide(kept) ? kept : null),
  });
  return [name, close];
}

function isGuide(name: string): name is GuideName {
  return Object.hasOwn(GUIDES, name);
}
