import { Text } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import type { CSSProperties } from 'react';
import { formatCredits } from '../../language/formats.ts';
import { say } from '../../language/say.ts';
import { Age } from '../../look/age.tsx';
import { actionTitle } from '../../prices/action-title.ts';
import type { Branch, LineageGroup } from '../items/lineage.ts';
import type { SheetItem } from '../items/sheet-item.ts';
import { SheetTile } from './sheet-tile.tsx';
import { TileCorner } from './tile-corner.tsx';
import tile from './sheet-tile.module.css';
import classes from './lineage-view.module.css';

export interface LineageViewProps {
  readonly group: LineageGroup;
  readonly columns: number;
  readonly chosenId: string | undefined;
  /** What the chosen picture came from, itself included. */
  readonly trail: ReadonlySet<string>;
  readonly tabStopId: string | undefined;
  readonly mayCancel: boolean;
  readonly onChoose: (item: SheetItem) => void;
  readonly onMissing: () => void;
}

/**
 * A first picture and what came of it, joined by lines; what failed says why below. A picture that nothing has come of yet
 * shares its row with others like it.
 */
export function LineageView({ group, columns, chosenId, trail, tabStopId, mayCancel, ...on }: LineageViewProps) {
  const title =
    group.root.action?.prompt ?? group.root.action?.background ?? group.root.picture?.fileName ?? 'Uploaded picture';
  const isAlone = group.placed.length === 1 && !group.root.action?.failure;
  return (
    <section className={classes.group} aria-label={title} data-alone={isAlone || undefined}>
      <div className={classes.head}>
        <Text size="xs" truncate title={title}>
          {title}
        </Text>
        {!isAlone && (
          <Text size="xs" c="dimmed" className={classes.age}>
            <Age of={group.newestAt} />
          </Text>
        )}
      </div>
      <div className={classes.rows} style={variables({ '--columns': isAlone ? 1 : columns, '--rows': group.rows })}>
        <Branches branches={group.branches} />
        <ul className={classes.tiles}>
          {group.placed.map(({ item, row, column, joined }) => (
            <li
              key={item.id}
              className={tile.place}
              data-joined={joined}
              style={{ gridRow: row + 1, gridColumn: column + 1 }}
            >
              <SheetTile
                item={item}
                isChosen={item.id === chosenId}
                isOnTrail={trail.has(item.id)}
                isTabStop={item.id === tabStopId}
                onChoose={() => on.onChoose(item)}
                onMissing={on.onMissing}
              />
              <TileCorner action={item.action} mayCancel={mayCancel} />
            </li>
          ))}
        </ul>
      </div>
      <Failures group={group} />
    </section>
  );
}

function Branches({ branches }: { branches: readonly Branch[] }) {
  return (
    <div className={classes.branches} aria-hidden="true">
      {branches.map(({ column, fromRow, toRow }) => {
        const span = toRow - fromRow;
        return (
          <span
            key={`${column} ${toRow}`}
            className={classes.branch}
            style={{
              gridColumn: column + 1,
              gridRow: `${fromRow + 2} / ${toRow + 2}`,
              ...variables({ '--span': span, '--above': 'calc(-1 * var(--gap))' }),
            }}
          />
        );
      })}
    </div>
  );
}

function Failures({ group }: { group: LineageGroup }) {
  return group.placed.map(({ item: { action } }) =>
    action?.failure ? (
      <div key={action.id} className={classes.note}>
        <TriangleAlert size={14} aria-hidden="true" />
        <span>
          {say('sheet.failure', {
            action: actionTitle(action.kind),
            reason: action.failure.message,
            credits: formatCredits(action.credits),
          })}
        </span>
      </div>
    ) : null,
  );
}

function variables(properties: Record<`--${string}`, string | number>): CSSProperties {
  return properties;
}
