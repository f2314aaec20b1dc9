import { Modal, Title } from '@mantine/core';
import { KEY_TABLE, type KeyEntry } from './key-table.ts';
import { KeyMarks } from './key-marks.tsx';
import classes from './keys-dialog.module.css';

const GROUPS: readonly KeyEntry['group'][] = ['Everywhere', 'In a project', 'Studio', 'Sheet', 'Full screen'];

/** Every key of the page and what it does. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keys" size="xl">
      <div className={classes.groups}>
        {GROUPS.map((group) => (
          <section key={group} className={classes.group} aria-label={group}>
            <Title order={3} size="h3" className={classes.title}>
              {group}
            </Title>
            <dl className={classes.keys}>
              {KEY_TABLE.filter((entry) => entry.group === group).map(({ id, name, strokes }) => (
                <div key={id} className={classes.line}>
                  <dt>{name}</dt>
                  <dd>
                    <KeyMarks strokes={strokes} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
