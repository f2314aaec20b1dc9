import { ActionIcon, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { CircleQuestionMark, Images, KeyRound, PanelLeftOpen, Plus } from 'lucide-react';
import { Link, useRoute } from 'wouter';
import { useShortcut } from '../shortcuts/use-shortcuts.ts';
import { CreateProjectDialog } from '../projects/create-project-dialog.tsx';
import { shortcutWord } from '../shortcuts/shortcut-words.ts';
import { say } from '../language/say.ts';
import { paths } from '../navigation/paths.ts';
import { useMay, useMayCreateProjects } from '../session/viewer.ts';
import classes from './folded-rail.module.css';

/** The rail as marks, which leave the width to the page. */
export function FoldedRail({ onOpen }: { readonly onOpen: () => void }) {
  const isAdmin = useMay('ADMIN');
  return (
    <div className={classes.rail}>
      <Tooltip
        label={say('shell.withKey', { label: say('shell.openRail'), key: shortcutWord('rail') })}
        position="right"
      >
        <ActionIcon variant="subtle" color="gray" size={34} aria-label={say('shell.openRail')} onClick={onOpen}>
          <PanelLeftOpen size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <RailMark href={paths.projects} label={say('shell.allProjects')} Icon={Images} />
      <NewProjectMark />
      <div className={classes.foot}>
        <RailMark href={paths.help} label={say('shell.creditUsage')} Icon={CircleQuestionMark} />
        {isAdmin && <RailMark href={paths.admin} label={say('shell.admin')} Icon={KeyRound} />}
      </div>
    </div>
  );
}

function NewProjectMark() {
  const mayCreate = useMayCreateProjects();
  const [isCreating, creating] = useDisclosure(false);
  useShortcut('new-project', mayCreate ? creating.open : null);
  if (!mayCreate) return null;
  return (
    <>
      <Tooltip
        label={say('shell.withKey', { label: say('shell.newProject'), key: shortcutWord('new-project') })}
        position="right"
      >
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          aria-label={say('shell.newProject')}
          onClick={creating.open}
        >
          <Plus size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <CreateProjectDialog isOpen={isCreating} onClose={creating.close} />
    </>
  );
}

function RailMark({ href, label, Icon }: { href: string; label: string; Icon: typeof Images }) {
  const [isHere] = useRoute(href);
  return (
    <Tooltip label={label} position="right">
      <ActionIcon
        component={Link}
        href={href}
        variant="subtle"
        color="gray"
        size={34}
        aria-label={label}
        aria-current={isHere ? 'page' : undefined}
        className={classes.mark}
      >
        <Icon size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
