import { useHotkeys, useLocalStorage, useMediaQuery } from '@mantine/hooks';

/** Whether the form is folded away from the picture. "\\" folds it and opens it; the choice is remembered. On a phone it stands below. */
export function useFoldedForm(): readonly [boolean, () => void] {
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const [isFolded, setFolded] = useLocalStorage({
    key: 'darkroom.form-folded',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const toggle = () => setFolded(!isFolded);
  useHotkeys([['\\', toggle]]);
  return [isWide && isFolded, toggle];
}
