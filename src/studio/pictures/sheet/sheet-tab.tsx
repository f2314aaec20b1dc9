import { Text } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { useLocation } from 'wouter';
import { errorSentence } from '../../errors/error-sentence.ts';
import { Problem } from '../../errors/problem.tsx';
import type { ProjectSummaryFragment } from '../../generated/graphql.ts';
import { useShortcut } from '../../shortcuts/use-shortcuts.ts';
import { say } from '../../language/say.ts';
import { useToastsAbove } from '../../look/use-toasts-above.ts';
import { paths } from '../../navigation/paths.ts';
import { useMay } from '../../session/viewer.ts';
import { SelectionBar } from './selection/selection-bar.tsx';
import { filtered, isFiltered, useSheetFilter } from './sheet-filter.ts';
import { SheetGrid } from './sheet-grid.tsx';
import { SheetLineages } from './sheet-lineages.tsx';
import { SheetToolbar, useSheetView } from './sheet-toolbar.tsx';
import { useSelection } from './use-selection.ts';
import { useSheet } from '../items/use-sheet.ts';
import classes from './sheet-tab.module.css';

/** The height of the selection bar with its margin. */
const SELECTION_BAR_PX = 64;

/** The whole project: every picture, searched, selected, and opened in the studio. */
export function SheetTab({ project }: { readonly project: ProjectSummaryFragment }) {
  const sheet = useSheet(project.id);
  const mayEdit = useMay('EDITOR') && !project.archivedAt;
  const [filter, changeFilter] = useSheetFilter();
  const [view, changeView] = useSheetView();
  const [, go] = useLocation();
  const place = useRef<HTMLElement>(null);
  useToastsAbove(place, SELECTION_BAR_PX);
  const { items, loadMore, isLoadingMore } = sheet;
  const isSearching = isFiltered(filter) && loadMore !== null;
  useEffect(() => {
    if (isSearching && !isLoadingMore) loadMore(); // what is looked for may be among the earlier ones
  }, [isSearching, isLoadingMore, loadMore]);
  const { shown: kind, words } = filter;
  const shown = useMemo(() => filtered(items ?? [], { shown: kind, words }), [items, kind, words]);
  const selection = useSelection(shown);
  useShortcut('select-all', selection.all);
  useShortcut('clear', selection.ids.size > 0 ? selection.clear : null);
  const open = ({ id }: { readonly id: string }) => go(paths.picture(project.id, id));
  const parts = { sheet, mayCancel: mayEdit, tilePx: view.tilePx, onOpen: open };
  return (
    <section ref={place} className={classes.sheet} aria-label={say('sheet.contactSheet')} aria-busy={!items}>
      <SheetToolbar
        filter={filter}
        onFilter={changeFilter}
        view={view}
        onView={changeView}
        status={!items ? '' : statusOf(shown.length, loadMore !== null, isSearching)}
      />
      {sheet.error ? <Problem sentence={errorSentence(sheet.error)} onRetry={() => void sheet.reload()} /> : null}
      {items && shown.length === 0 && !isSearching && (
        <Text c="dimmed" p="md">
          {say(items.length === 0 ? 'sheet.appearHere' : 'sheet.noneLikeThat')}
        </Text>
      )}
      {view.order === 'grid' ? (
        <SheetGrid items={shown} selection={selection} {...parts} />
      ) : (
        <SheetLineages items={shown} {...parts} />
      )}
      {selection.ids.size > 0 && (
        <SelectionBar
          project={project}
          mayEdit={mayEdit}
          items={shown.filter(({ id }) => selection.ids.has(id))}
          onClear={selection.clear}
        />
      )}
    </section>
  );
}

function statusOf(count: number, isMore: boolean, isSearching: boolean): string {
  const pictures = say(isMore ? 'sheet.picturesAndMore' : 'sheet.pictures', { count });
  return isSearching ? say('sheet.stillLooking', { pictures }) : pictures;
}
