import { useLazyQuery } from '@apollo/client/react';
import { ActionIcon, Group, Menu, Text, Tooltip } from '@mantine/core';
import { ChevronDown, Download, Scissors } from 'lucide-react';
import { useState } from 'react';
import { graphql } from '../../generated/gql.ts';
import type { PictureFragment } from '../../generated/graphql.ts';
import { formatSize } from '../../language/formats.ts';
import { say } from '../../language/say.ts';
import { type Channel, CHANNELS } from './channels.ts';
import { ChannelDialog } from './channel-dialog.tsx';
import { pngName } from './save-file.ts';
import { useCutOut } from './use-cut-out.ts';

const DOWNLOADS = graphql(`
  query Downloads($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Image {
        jpeg: download(format: JPEG)
        webp: download(format: WEBP)
      }
    }
  }
`);

export interface DownloadMenuProps {
  readonly picture: PictureFragment;
  /** Whether the person may have the engine find the subject. */
  readonly mayCutOut: boolean;
}

/** The picture as a file: at once as PNG, and in other formats and sizes. */
export function DownloadMenu({ picture, mayCutOut }: DownloadMenuProps) {
  const [ask, { data }] = useLazyQuery(DOWNLOADS);
  const [channel, setChannel] = useState<Channel | null>(null);
  const { cutOut, isCutting } = useCutOut();
  const urls = data?.node?.__typename === 'Image' && data.node.id === picture.id ? data.node : null;
  return (
    <Group gap={0} wrap="nowrap">
      <Tooltip label={say('download.downloadAs', { file: pngName(picture.fileName) })}>
        <ActionIcon
          component="a"
          href={picture.download}
          variant="default"
          size={30}
          aria-label={say('download.download')}
          style={{ borderStartEndRadius: 0, borderEndEndRadius: 0 }}
        >
          <Download size={16} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end" width={270} onOpen={() => void ask({ variables: { id: picture.id } })}>
        <Menu.Target>
          <ActionIcon
            variant="default"
            h={30}
            w={22}
            miw={22}
            loading={isCutting}
            aria-label={say('download.more')}
            style={{ borderStartStartRadius: 0, borderEndStartRadius: 0, borderInlineStart: 'none' }}
          >
            <ChevronDown size={14} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Format name="PNG" hint={say('download.withoutLoss')} href={picture.download} />
          <Format name="JPEG" hint={say('download.small')} href={urls?.jpeg} />
          <Format name="WebP" hint={say('download.smallest')} href={urls?.webp} />
          {mayCutOut && (
            <Menu.Item leftSection={<Scissors size={16} aria-hidden="true" />} onClick={() => void cutOut(picture)}>
              {say('download.cutOut')}
              <Text size="xs" c="dimmed">
                {say('download.aboutCutOut')}
              </Text>
            </Menu.Item>
          )}
          <Channels onPick={setChannel} />
        </Menu.Dropdown>
      </Menu>
      {channel && <ChannelDialog picture={picture} channel={channel} onClose={() => setChannel(null)} />}
    </Group>
  );
}

function Channels({ onPick }: { readonly onPick: (channel: Channel) => void }) {
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{say('download.forChannel')}</Menu.Label>
      {CHANNELS.map((channel) => (
        <Menu.Item
          key={channel.name}
          rightSection={
            <Text size="xs" c="dimmed">
              {formatSize(channel)}
            </Text>
          }
          onClick={() => onPick(channel)}
        >
          {channel.name}
        </Menu.Item>
      ))}
    </>
  );
}

function Format({
  name,
  hint,
  href,
}: {
  readonly name: string;
  readonly hint: string;
  readonly href: string | undefined;
}) {
  return (
    <Menu.Item
      component="a"
      href={href}
      data-disabled={href === undefined || undefined}
      rightSection={
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      }
    >
      {name}
    </Menu.Item>
  );
}
