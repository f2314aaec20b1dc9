import { useLocalStorage } from '@mantine/hooks';
import { useShortcut } from '../../shortcuts/use-shortcuts.ts';

/** Whether the form is hidden. "\\" hides and shows it; the browser stores the choice. */
export function useFoldedForm(): readonly [boolean, () => void] {
  const [isFolded, setFolded] = useLocalStorage({
    key: 'darkroom.form-folded',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const toggle = () => setFolded(!isFolded);
  useShortcut('form', toggle);
  return [isFolded, toggle];
}
