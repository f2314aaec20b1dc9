import { Button } from '@mantine/core';
import { Expand, FolderDown, type LucideIcon, Mountain, Star, Trash2, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ProjectSummaryFragment } from '../../../generated/graphql.ts';
import { say } from '../../../language/say.ts';
import { DeletePicturesDialog } from '../../delete/delete-pictures-dialog.tsx';
import { useFavorite } from '../../use-favorite.ts';
import type { SheetItem } from '../sheet-item.ts';
import { BatchDialog, type BatchKind } from './batch-dialog.tsx';
import { useZip } from './use-zip.ts';
import classes from './selection-bar.module.css';

export interface SelectionBarProps {
  readonly project: ProjectSummaryFragment;
  readonly mayEdit: boolean;
  /** What is selected, in the order of the sheet. */
  readonly items: readonly SheetItem[];
  readonly onClear: () => void;
}

/** What can be done with everything that is selected. */
export function SelectionBar({ project, mayEdit, items, onClear }: SelectionBarProps) {
  const pictures = items.flatMap(({ picture }) => picture ?? []);
  const [batch, setBatch] = useState<BatchKind | null>(null);
  const [isDeleting, setDeleting] = useState(false);
  const setFavorite = useFavorite();
  const { download, zipped } = useZip(project.name);
  const areFavorites = pictures.length > 0 && pictures.every(({ favorite }) => favorite);
  const isEmpty = pictures.length === 0;
  return (
    <div className={classes.bar} role="toolbar" aria-label={say('selection.whatIsSelected')}>
      <span className={classes.status} role="status">
        {say('selection.selected', { count: items.length })}
      </span>
      <BarButton Icon={FolderDown} isOff={isEmpty || zipped !== null} onPress={() => void download(pictures)}>
        {zipped === null ? say('selection.downloadZip') : say('selection.packed', { zipped, count: pictures.length })}
      </BarButton>
      {mayEdit && (
        <>
          <BarButton Icon={Mountain} isOff={isEmpty} onPress={() => setBatch('BACKGROUND')}>
            {say('selection.backgroundMenu')}
          </BarButton>
          <BarButton Icon={Expand} isOff={isEmpty} onPress={() => setBatch('EXPAND')}>
            {say('selection.expand')}
          </BarButton>
          <BarButton Icon={Star} isOff={isEmpty} onPress={() => void setFavorite(pictures, !areFavorites)}>
            {say(areFavorites ? 'selection.noFavorites' : 'selection.favorite')}
          </BarButton>
          <BarButton Icon={Trash2} isOff={isEmpty} onPress={() => setDeleting(true)}>
            {say('selection.delete')}
          </BarButton>
        </>
      )}
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        classNames={BUTTON}
        leftSection={<X size={16} aria-hidden="true" />}
        onClick={onClear}
      >
        {say('selection.clear')}
      </Button>
      <DeletePicturesDialog pictures={pictures} isOpen={isDeleting} onClose={() => setDeleting(false)} />
      {batch && (
        <BatchDialog
          kind={batch}
          project={project}
          pictures={pictures}
          onClose={() => setBatch(null)}
          onDone={onClear}
        />
      )}
    </div>
  );
}

const BUTTON = { root: classes.button ?? '', section: classes.mark ?? '', label: classes.label ?? '' };

interface BarButtonProps {
  readonly Icon: LucideIcon;
  readonly isOff: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function BarButton({ Icon, isOff, onPress, children }: BarButtonProps) {
  return (
    <Button
      size="xs"
      variant="default"
      classNames={BUTTON}
      disabled={isOff}
      leftSection={<Icon size={16} aria-hidden="true" />}
      onClick={onPress}
    >
      {children}
    </Button>
  );
}
