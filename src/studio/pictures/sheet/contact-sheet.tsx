import { Button, Text, Title } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { errorSentence } from '../../errors/error-sentence.ts';
import { Problem } from '../../errors/problem.tsx';
import { groupByLineage, trailTo } from './lineage.ts';
import { LineageView } from './lineage-view.tsx';
import type { SheetItem } from './sheet-item.ts';
import type { Sheet } from './use-sheet.ts';
import { tileAt } from './walk-sheet.ts';
import classes from './contact-sheet.module.css';

export interface ContactSheetProps {
  readonly sheet: Sheet;
  /** In a row. */
  readonly columns: number;
  readonly chosen: SheetItem | undefined;
  readonly mayCancel: boolean;
  /** `isStep`: by an arrow key, one of many steps. */
  readonly onChoose: (item: SheetItem, isStep: boolean) => void;
  readonly onMissing: () => void;
  /** What can be done here, at the right of the heading. */
  readonly children?: ReactNode;
}

/** Everything that was made and uploaded, by where it came from, newest first. Arrow keys walk it. */
export function ContactSheet({ sheet, columns, chosen, mayCancel, onChoose, onMissing, children }: ContactSheetProps) {
  const { items, error, isLoadingMore, loadMore } = sheet;
  const groups = useMemo(() => items && groupByLineage(items, columns), [items, columns]);
  const trail = useMemo(
    () => new Set(chosen && items ? trailTo(chosen, items).map(({ id }) => id) : []),
    [chosen, items],
  );
  const isOnSheet = items?.some(({ id }) => id === chosen?.id) ?? false;
  const tabStopId = isOnSheet ? chosen?.id : groups?.[0]?.root.id;
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement)) return;
    const next = tileAt(event.key, event.target, event.currentTarget);
    const item = items?.find(({ id }) => id === next?.dataset['item']);
    if (!next || !item) return;
    event.preventDefault();
    next.focus();
    onChoose(item, true);
  };
  return (
    <section className={classes.sheet} aria-label="Contact sheet" aria-busy={!items}>
      <div className={classes.head}>
        <Title order={2} size="h3">
          Contact sheet
        </Title>
        {children}
      </div>
      {error ? <Problem sentence={errorSentence(error)} onRetry={() => void sheet.reload()} /> : null}
      {items?.length === 0 && (
        <Text c="dimmed">Pictures appear here the moment they are made or uploaded, whoever makes them.</Text>
      )}
      {!items && !error && <SheetSkeleton />}
      <div
        className={classes.groups}
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
        onKeyDown={walk}
        role="presentation"
      >
        {groups?.map((group) => (
          <LineageView
            key={group.root.id}
            group={group}
            columns={columns}
            chosenId={chosen?.id}
            trail={trail}
            tabStopId={tabStopId}
            mayCancel={mayCancel}
            onChoose={(item) => onChoose(item, false)}
            onMissing={onMissing}
          />
        ))}
      </div>
      {items && loadMore && <EndOfSheet loadMore={loadMore} isLoading={isLoadingMore} />}
    </section>
  );
}

/** Earlier pictures come when the end of the sheet comes into view, and by a button. */
function EndOfSheet({ loadMore, isLoading }: { loadMore: () => void; isLoading: boolean }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!end.current || isLoading) return;
    const watching = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting) loadMore();
      },
      { rootMargin: '400px' },
    );
    watching.observe(end.current);
    return () => watching.disconnect();
  }, [loadMore, isLoading]);
  return (
    <div ref={end} className={classes.end}>
      <Button variant="default" size="xs" onClick={loadMore} loading={isLoading} fullWidth>
        Show earlier pictures
      </Button>
    </div>
  );
}

function SheetSkeleton() {
  return (
    <div className={classes.waiting} aria-hidden="true">
      {[0, 1, 2, 3, 4, 5, 6, 7].map((place) => (
        <div key={place} className={classes.place} />
      ))}
    </div>
  );
}
