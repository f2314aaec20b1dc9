import { ActionIcon, Tooltip } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { CircleQuestionMark, Images, KeyRound, PanelLeftOpen, Plus } from 'lucide-react';
import { Link, useLocation, useRoute } from 'wouter';
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

/** On the pages of a project the rail is folded until the user opens it. */
const FOLDED_AT_FIRST = /^\/projects\//;

/** Whether the rail is folded to icons. "[" folds and opens it; the browser stores the choice. */
export function useFoldedRail(): readonly [boolean, () => void] {
  const [address] = useLocation();
  const [chosen, setChosen] = useLocalStorage<'folded' | 'open' | null>({
    key: 'darkroom.rail',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const isFolded = chosen === null ? FOLDED_AT_FIRST.test(address) : chosen === 'folded';
  const toggle = () => setChosen(isFolded ? 'open' : 'folded');
  useShortcut('rail', toggle);
  return [isFolded, toggle];
}
