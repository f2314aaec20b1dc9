import { AppShell, NavLink, ScrollArea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { CircleQuestionMark, Images, KeyRound, PanelLeftClose, Plus } from 'lucide-react';
import { Link, useRoute } from 'wouter';
import { AskBox } from '../help/ask-box.tsx';
import { KeyMarks } from '../shortcuts/key-marks.tsx';
import { shortcutOf } from '../shortcuts/shortcut-table.ts';
import { useShortcut } from '../shortcuts/use-shortcuts.ts';
import { say } from '../language/say.ts';
import { paths } from '../navigation/paths.ts';
import { CreateProjectDialog } from '../projects/create-project-dialog.tsx';
import { useMay, useMayCreateProjects } from '../session/viewer.ts';
import { RailProjects } from './rail-projects.tsx';
import classes from './rail.module.css';

/** Where one can go: the projects by their last activity, and what is not in a project. `onFold`: null where it cannot be folded. */
export function Rail({ onFold }: { readonly onFold: (() => void) | null }) {
  const isAdmin = useMay('ADMIN');
  return (
    <>
      <AppShell.Section p="xs">
        <RailLink href={paths.projects} label={say('shell.allProjects')} Icon={Images} />
        <NewProject />
        {onFold && (
          <NavLink
            component="button"
            label={say('shell.foldRail')}
            rightSection={<KeyMarks strokes={shortcutOf('rail').strokes} />}
            leftSection={<PanelLeftClose size={18} aria-hidden="true" />}
            onClick={onFold}
            className={classes.link}
          />
        )}
      </AppShell.Section>
      <AppShell.Section grow component={ScrollArea} px="xs" className={classes.projects}>
        <RailProjects />
      </AppShell.Section>
      <AppShell.Section p="xs" className={classes.foot}>
        <AskBox />
        <RailLink href={paths.help} label={say('shell.creditUsage')} Icon={CircleQuestionMark} />
        {isAdmin && <RailLink href={paths.admin} label={say('shell.admin')} Icon={KeyRound} />}
      </AppShell.Section>
    </>
  );
}

function NewProject() {
  const mayCreate = useMayCreateProjects();
  const [isCreating, creating] = useDisclosure(false);
  useShortcut('new-project', mayCreate ? creating.open : null);
  if (!mayCreate) return null;
  return (
    <>
      <NavLink
        component="button"
        label={say('shell.newProject')}
        leftSection={<Plus size={18} aria-hidden="true" />}
        onClick={creating.open}
        className={classes.link}
      />
      <CreateProjectDialog isOpen={isCreating} onClose={creating.close} />
    </>
  );
}

function RailLink({ href, label, Icon }: { href: string; label: string; Icon: typeof Images }) {
  const [isHere] = useRoute(href);
  return (
    <NavLink
      component={Link}
      href={href}
      label={label}
      active={isHere}
      aria-current={isHere ? 'page' : undefined}
      leftSection={<Icon size={18} aria-hidden="true" />}
      className={classes.link}
    />
  );
}
