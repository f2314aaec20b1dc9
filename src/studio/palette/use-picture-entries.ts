import { Image, Search } from 'lucide-react';
import { useQuery } from '@apollo/client/react';
import { useLocation } from 'wouter';
import { say } from '../language/say.ts';
import { paths, placeIn } from '../navigation/paths.ts';
import { filtered } from '../pictures/sheet/sheet-filter.ts';
import { sheetItems } from '../pictures/items/sheet-item.ts';
import { SHEET_ACTIONS, SHEET_IMAGES } from '../pictures/items/use-sheet.ts';
import { itemName } from '../pictures/items/item-name.ts';
import type { PaletteEntry } from './palette-entry.ts';

const SHOWN_MAX = 6;

/** The newest pictures of the open project that contain these words, and a link to search the whole sheet. */
export function usePictureEntries(typed: string): readonly PaletteEntry[] {
  const [address, go] = useLocation();
  const { projectId } = placeIn(address);
  const asked = { variables: { projectId: projectId ?? '' }, skip: projectId === undefined };
  const actions = useQuery(SHEET_ACTIONS, asked).data?.project?.actions;
  const images = useQuery(SHEET_IMAGES, asked).data?.project?.images;
  const words = typed.trim();
  if (projectId === undefined || words === '') return [];
  const oldest = actions?.pageInfo.hasNextPage ? (actions.edges.at(-1)?.node.createdAt ?? '') : '';
  const items = sheetItems(
    (actions?.edges ?? []).map(({ node }) => node),
    (images?.edges ?? []).map(({ node }) => node),
    oldest,
  );
  const found = filtered(items, { shown: 'ALL', words }).filter(({ picture }) => picture !== null);
  return [
    ...found.slice(0, SHOWN_MAX).map((item): PaletteEntry => {
      const run = () => go(paths.picture(projectId, item.id));
      const thumb = item.picture ? { thumb: item.picture.thumb } : {};
      return { id: item.id, group: 'pictures', label: itemName(item), Icon: Image, ...thumb, run };
    }),
    {
      id: 'sheet-search',
      group: 'pictures',
      label: say('palette.searchSheet', { words }),
      Icon: Search,
      run: () => go(`${paths.project(projectId, 'sheet')}?${new URLSearchParams({ words }).toString()}`),
    },
  ];
}
