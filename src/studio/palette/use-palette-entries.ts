import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import {
  Bell,
  BookOpen,
  CircleQuestionMark,
  Folder,
  Image,
  Images,
  KeyRound,
  Monitor,
  Moon,
  Search,
  Sun,
  Zap,
} from 'lucide-react';
import { useLocation } from 'wouter';
import { useQuery } from '@apollo/client/react';
import { useAdminSections } from '../admin/admin-sections.ts';
import { useActiveShortcuts } from '../shortcuts/use-shortcuts.ts';
import { say } from '../language/say.ts';
import { paths, placeIn } from '../navigation/paths.ts';
import { useProjectSummaries } from '../projects/use-projects.ts';
import { entriesWith, type PaletteEntry } from './palette-entry.ts';
import { filtered } from '../pictures/sheet/sheet-filter.ts';
import { sheetItems } from '../pictures/items/sheet-item.ts';
import { SHEET_ACTIONS, SHEET_IMAGES } from '../pictures/items/use-sheet.ts';
import { itemName } from '../pictures/items/item-name.ts';

const PROJECTS_MAX = 6;
const PROJECTS_SEARCHED = 50;
const SETTLE_MS = 150;

const THEMES = [
  { scheme: 'light', label: 'palette.light', Icon: Sun },
  { scheme: 'dark', label: 'palette.dark', Icon: Moon },
  { scheme: 'auto', label: 'palette.asDevice', Icon: Monitor },
] as const;

/** The entries that match the typed text, in display order. */
export function usePaletteEntries(typed: string): readonly PaletteEntry[] {
  const [settled] = useDebouncedValue(typed.trim(), SETTLE_MS);
  const projects = useProjectEntries(settled, typed);
  const pictures = usePictureEntries(typed);
  const fixed = [...useActionEntries(), ...usePageEntries()];
  const themes = useThemeEntries();
  const isSearching = typed.trim() !== '';
  return [
    ...entriesWith(fixed, typed),
    ...projects,
    ...(isSearching ? pictures : []),
    ...(isSearching ? entriesWith(themes, typed) : themes),
  ];
}

function useActionEntries(): readonly PaletteEntry[] {
  const doable = useActiveShortcuts().filter(
    ({ id, isPaid, group }) => id !== 'palette' && !isPaid && group !== 'Full screen',
  );
  return doable.map(({ id, name, strokes, run }) => ({ id, group: 'do', label: say(name), Icon: Zap, strokes, run }));
}

function usePageEntries(): readonly PaletteEntry[] {
  const [, go] = useLocation();
  const to = (label: string, Icon: PaletteEntry['Icon'], address: string): PaletteEntry => {
    return { id: address, group: 'goTo', label, Icon, run: () => go(address) };
  };
  return [
    to(say('palette.allProjects'), Images, paths.projects),
    to(say('palette.creditUsage'), CircleQuestionMark, paths.help),
    to(say('palette.alerts'), Bell, paths.alerts),
    ...useAdminSections().map(({ value, label }) =>
      to(say('palette.admin', { section: say(label) }), KeyRound, paths.adminSection(value)),
    ),
    {
      id: 'docs',
      group: 'goTo',
      label: say('palette.documentation'),
      Icon: BookOpen,
      run: () => location.assign('/docs'),
    },
  ];
}

/** The server searches for one text, so it gets the longest word; the names contain every word. */
function useProjectEntries(search: string, typed: string): readonly PaletteEntry[] {
  const [, go] = useLocation();
  const longest = search.split(/\s+/).reduce((one, other) => (other.length > one.length ? other : one));
  const { projects = [] } = useProjectSummaries(longest, PROJECTS_SEARCHED);
  const entries = projects.map(({ id, name }): PaletteEntry => {
    return { id, group: 'projects', label: name, Icon: Folder, run: () => go(paths.project(id)) };
  });
  return entriesWith(entries, typed).slice(0, PROJECTS_MAX);
}

function useThemeEntries(): readonly PaletteEntry[] {
  const { setColorScheme } = useMantineColorScheme();
  return THEMES.map(({ scheme, label, Icon }) => {
    return { id: scheme, group: 'theme', label: say(label), Icon, run: () => setColorScheme(scheme) };
  });
}

const SHOWN_MAX = 6;

/** The newest pictures of the open project that contain these words, and a link to search the whole sheet. */
function usePictureEntries(typed: string): readonly PaletteEntry[] {
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
