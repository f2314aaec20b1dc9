import { ActionIcon, Modal } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useQuery } from '@apollo/client/react';
import type { SheetItem } from '../items/sheet-item.ts';
import { itemName } from '../items/item-name.ts';
import { useShortcut } from '../../shortcuts/use-shortcuts.ts';
import { say } from '../../language/say.ts';
import { StagedImage } from '../staged-image.tsx';
import { placeToFit } from '../stage/fit.ts';
import { ZoomArea } from '../stage/zoom/zoom-area.tsx';
import { graphql } from '../../generated/gql.ts';
import type { PictureFragment } from '../../generated/graphql.ts';
import classes from './lightbox.module.css';

export interface LightboxProps {
  /** The items that have a picture, in the order of the arrow keys. */
  readonly items: readonly SheetItem[];
  readonly shown: SheetItem;
  readonly onShow: (item: SheetItem) => void;
  readonly onClose: () => void;
}

/** Shows a picture on the full screen. The arrow keys go to the next, + and − zoom, 0 fits, 1 shows 100 %, Escape closes it. */
export function Lightbox({ items, shown, onShow, onClose }: LightboxProps) {
  const place = items.findIndex(({ id }) => id === shown.id);
  const go = (step: number) => {
    const next = items[place + step];
    if (next) onShow(next);
  };
  useShortcut('viewer-next', () => go(1));
  useShortcut('viewer-previous', () => go(-1));
  useShortcut('viewer-close', onClose);
  return (
    <Modal
      opened
      fullScreen
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': say('viewer.fullScreen') } }} // an `aria-label` of the Modal is not passed to its dialog element
      styles={{
        content: { background: 'var(--darkroom-sunken)', border: 'none' },
        body: { position: 'relative', height: '100dvh' },
      }}
    >
      <ViewedPicture item={shown} />
      <p className={classes.status} role="status">
        {say('viewer.place', { place: place + 1, count: items.length, name: itemName(shown) })}
      </p>
      <Arrow label={say('viewer.previous')} side="start" isOff={place <= 0} onGo={() => go(-1)} />
      <Arrow label={say('viewer.next')} side="end" isOff={place >= items.length - 1} onGo={() => go(1)} />
      <ActionIcon
        variant="default"
        size={36}
        className={classes.close}
        aria-label={say('viewer.close')}
        onClick={onClose}
      >
        <X size={18} aria-hidden="true" />
      </ActionIcon>
    </Modal>
  );
}

function ViewedPicture({ item }: { readonly item: SheetItem }) {
  const { ref, width, height } = useElementSize();
  const { picture } = item;
  const url = useFullPicture(picture);
  const fitted = picture && placeToFit(picture, { width, height });
  return (
    <div ref={ref} className={classes.space} dir="ltr">
      {picture && fitted && width > 0 && (
        <ZoomArea
          key={picture.id}
          pixelsPerCssPixel={picture.width / Math.max(1, fitted.width)}
          isDrawnOn={false}
          hasKeys
        >
          <div className={classes.box} style={fitted}>
            <StagedImage picture={picture} alt={itemName(item)} url={url} />
          </div>
        </ZoomArea>
      )}
    </div>
  );
}

interface ArrowProps {
  readonly label: string;
  readonly side: 'start' | 'end';
  readonly isOff: boolean;
  readonly onGo: () => void;
}

function Arrow({ label, side, isOff, onGo }: ArrowProps) {
  const Icon = side === 'start' ? ChevronLeft : ChevronRight;
  return (
    <ActionIcon
      variant="default"
      size={40}
      className={classes.arrow}
      data-side={side}
      aria-label={label}
      disabled={isOff}
      onClick={onGo}
    >
      <Icon size={22} aria-hidden="true" />
    </ActionIcon>
  );
}

const FULL_PICTURE = graphql(`
  query FullPicture($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Image {
        url
      }
    }
  }
`);

const LARGE_PX = 1_536;

/** The URL of a picture in its full size, if it is larger than the first one shown; undefined until it is known. */
function useFullPicture(picture: PictureFragment | null): string | undefined {
  const isLarger = picture !== null && picture.width > LARGE_PX;
  const { data } = useQuery(FULL_PICTURE, { variables: { id: picture?.id ?? '' }, skip: !isLarger });
  return data?.node?.__typename === 'Image' ? data.node.url : undefined;
}
