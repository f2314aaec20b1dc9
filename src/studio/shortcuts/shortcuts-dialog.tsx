import { Modal, Title } from '@mantine/core';
import type { LabelKey } from '../language/messages/message-types.ts';
import { say } from '../language/say.ts';
import { SHORTCUTS, type Shortcut } from './shortcut-table.ts';
import { KeyMarks } from './key-marks.tsx';
import classes from './shortcuts-dialog.module.css';

const GROUPS: readonly (readonly [group: Shortcut['group'], title: LabelKey])[] = [
  ['Everywhere', 'keys.everywhere'],
  ['In a project', 'keys.inProject'],
  ['Studio', 'keys.studio'],
  ['Sheet', 'keys.sheet'],
  ['Full screen', 'keys.fullScreenGroup'],
];

/** Every key of the page and what it does. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={say('keys.keys')} size="xl">
      <div className={classes.groups}>
        {GROUPS.map(([group, title]) => (
          <section key={group} className={classes.group} aria-label={say(title)}>
            <Title order={3} size="h3" className={classes.title}>
              {say(title)}
            </Title>
            <dl className={classes.keys}>
              {SHORTCUTS.filter((entry) => entry.group === group).map(({ id, name, strokes }) => (
                <div key={id} className={classes.line}>
                  <dt>{say(name)}</dt>
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
