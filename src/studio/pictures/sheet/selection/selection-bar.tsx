import { Button } from '@mantine/core';
import { Expand, FolderDown, type LucideIcon, Mountain, Share2, Star, Trash2, X } from 'lucide-react';
import { type ReactNode, Suspense, useState } from 'react';
import type { PictureFragment, ProjectSummaryFragment } from '../../../generated/graphql.ts';
import { useShortcut } from '../../../shortcuts/use-shortcuts.ts';
import { say } from '../../../language/say.ts';
import { lazily } from '../../../navigation/lazily.ts';
import { DeletePicturesDialog } from '../../delete-pictures-dialog.tsx';
import { useFavorite } from '../../use-favorite.ts';
import type { SheetItem } from '../../items/sheet-item.ts';
import { BatchDialog, type BatchKind } from './batch-dialog.tsx';
import { useZip } from './use-zip.ts';
import classes from './selection-bar.module.css';

const ShareDialog = lazily(async () => (await import('../../../sharing/share-dialog.tsx')).ShareDialog);

export interface SelectionBarProps {
  readonly project: ProjectSummaryFragment;
  readonly mayEdit: boolean;
  /** What is selected, in the order of the sheet. */
  readonly items: readonly SheetItem[];
  readonly onClear: () => void;
}

type Asked = BatchKind | 'SHARE' | 'DELETE';

/** What can be done with everything that is selected. */
export function SelectionBar({ project, mayEdit, items, onClear }: SelectionBarProps) {
  const pictures = items.flatMap(({ picture }) => picture ?? []);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { download, zipped } = useZip(project.name);
  const isEmpty = pictures.length === 0;
  const close = () => setAsked(null);
  return (
    <div className={classes.bar} role="toolbar" aria-label={say('selection.whatIsSelected')}>
      <span className={classes.status} role="status">
        {say('selection.selected', { count: items.length })}
      </span>
      <BarButton Icon={FolderDown} isOff={isEmpty || zipped !== null} onPress={() => void download(pictures)}>
        {zipped === null ? say('selection.downloadZip') : say('selection.packed', { zipped, count: pictures.length })}
      </BarButton>
      {mayEdit && <EditButtons pictures={pictures} onAsk={setAsked} />}
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
      <DeletePicturesDialog pictures={pictures} isOpen={asked === 'DELETE'} onClose={close} />
      {asked === 'SHARE' && (
        <Suspense>
          <ShareDialog project={project} pictures={pictures} onClose={close} />
        </Suspense>
      )}
      {(asked === 'BACKGROUND' || asked === 'EXPAND') && (
        <BatchDialog kind={asked} project={project} pictures={pictures} onClose={close} onDone={onClear} />
      )}
    </div>
  );
}

interface EditButtonsProps {
  readonly pictures: readonly PictureFragment[];
  readonly onAsk: (asked: Asked) => void;
}

/** The commands that need the role EDITOR. */
function EditButtons({ pictures, onAsk }: EditButtonsProps) {
  const setFavorite = useFavorite();
  const isEmpty = pictures.length === 0;
  const areFavorites = !isEmpty && pictures.every(({ favorite }) => favorite);
  useShortcut('share', isEmpty ? null : () => onAsk('SHARE'));
  return (
    <>
      <BarButton Icon={Mountain} isOff={isEmpty} onPress={() => onAsk('BACKGROUND')}>
        {say('selection.backgroundMenu')}
      </BarButton>
      <BarButton Icon={Expand} isOff={isEmpty} onPress={() => onAsk('EXPAND')}>
        {say('selection.expand')}
      </BarButton>
      <BarButton Icon={Share2} isOff={isEmpty} onPress={() => onAsk('SHARE')}>
        {say('sharing.shareMenu')}
      </BarButton>
      <BarButton Icon={Star} isOff={isEmpty} onPress={() => void setFavorite(pictures, !areFavorites)}>
        {say(areFavorites ? 'selection.noFavorites' : 'selection.favorite')}
      </BarButton>
      <BarButton Icon={Trash2} isOff={isEmpty} onPress={() => onAsk('DELETE')}>
        {say('selection.delete')}
      </BarButton>
    </>
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
