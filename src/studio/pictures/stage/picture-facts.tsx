import { Anchor, Badge, Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Trash2 } from 'lucide-react';
import { useQuery } from '@apollo/client/react';
import { formatCredits, formatPlain } from '../../language/formats.ts';
import { RefundButton } from '../../credits/refund-button.tsx';
import { Age } from '../../look/age.tsx';
import type { ActionTileFragment, PictureFragment } from '../../generated/graphql.ts';
import { say, sayRich } from '../../language/say.ts';
import { useMay } from '../../session/viewer.ts';
import type { SheetItem } from '../items/sheet-item.ts';
import { useShortcut } from '../../shortcuts/use-shortcuts.ts';
import { DeletePicturesDialog } from '../delete-pictures-dialog.tsx';
import { graphql } from '../../generated/gql.ts';
import classes from './stage.module.css';

interface PictureFactsProps {
  readonly item: SheetItem;
  readonly mayEdit: boolean;
}

/** What is known about the picture that is shown: the words it was made from, its size, its cost and its age. */
export function PictureFacts({ item: { action, picture, createdAt }, mayEdit }: PictureFactsProps) {
  const isAdmin = useMay('ADMIN');
  const words = action?.kind === 'BACKGROUND' ? action.background : action?.prompt;
  const details = action && action.kind !== 'BACKGROUND' ? [action.model, action.styling, action.background] : [];
  const shown = details.filter((detail) => detail !== null && detail !== undefined);
  return (
    <div className={classes.words} data-part="facts">
      {words && (
        <Text lineClamp={1} title={words}>
          {words}
        </Text>
      )}
      {action?.note && (
        <Text size="sm" className={classes.note} role="note">
          {action.note}
        </Text>
      )}
      {shown.length > 0 && (
        <Text size="xs" c="dimmed" lineClamp={1}>
          {shown.join(' · ')}
        </Text>
      )}
      <div className={classes.facts}>
        {picture && (
          <span>{say('stage.size', { width: formatPlain(picture.width), height: formatPlain(picture.height) })}</span>
        )}
        <span>{action ? costOf(action) : say('stage.uploadedFree')}</span>
        {picture && action && <span>{say('stage.seed', { seed: formatPlain(action.seed) })}</span>}
        <Age of={createdAt} />
        {picture && action?.engine && <PreviewLine engine={action.engine} />}
        {action && isAdmin && <RefundButton action={action} label={say('stage.refundAction')} />}
        {picture && mayEdit && <DeletePicture picture={picture} />}
      </div>
    </div>
  );
}

function costOf({ status, credits, refund }: ActionTileFragment): string {
  const isBack = Boolean(refund) || status === 'FAILED' || status === 'CANCELED';
  return isBack ? say('stage.creditsRefunded', { credits: formatCredits(credits) }) : formatCredits(credits);
}

/** Deletes the picture after a confirmation. */
function DeletePicture({ picture }: { readonly picture: PictureFragment }) {
  const [isAsking, asking] = useDisclosure(false);
  useShortcut('delete', asking.open);
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        leftSection={<Trash2 size={14} aria-hidden="true" />}
        onClick={asking.open}
      >
        {say('deletion.delete')}
      </Button>
      <DeletePicturesDialog pictures={[picture]} isOpen={isAsking} onClose={asking.close} />
    </>
  );
}

const ENGINES = graphql(`
  query Engines {
    engines {
      kind
      name
      isPreview
    }
  }
`);

/** Notes that the preview engine made a picture, and how to use another engine. */
function PreviewLine({ engine }: { readonly engine: string }) {
  const { data } = useQuery(ENGINES);
  if (!data?.engines.some(({ name, isPreview }) => isPreview && name === engine)) return null;
  return (
    <span>
      {sayRich('stage.preview', {
        badge: <Badge size="xs" variant="default" />,
        link: <Anchor href="/docs/pictures/engines" size="xs" />,
      })}
    </span>
  );
}
