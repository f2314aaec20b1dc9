import { Link, useLocation } from 'wouter';
import { useShortcut } from '../shortcuts/use-shortcuts.ts';
import type { LabelKey } from '../language/messages/message-types.ts';
import { say } from '../language/say.ts';
import { PROJECT_TABS, type ProjectTab, paths } from '../navigation/paths.ts';
import classes from './project-tabs.module.css';

const LABEL: Readonly<Record<ProjectTab, LabelKey>> = {
  studio: 'project.studio',
  sheet: 'project.sheet',
  history: 'project.history',
  credits: 'project.credits',
  settings: 'project.settings',
};

/** On a phone the tabs may be wider than the window. */
function scrollToTab(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ block: 'nearest', inline: 'center' });
}

/** Links that look like tabs: each has an address of its own. */
export function ProjectTabs({ projectId, tab }: { projectId: string; tab: ProjectTab }) {
  const [, go] = useLocation();
  const to = (other: ProjectTab) => () => go(paths.project(projectId, other));
  useShortcut('tab-studio', to('studio'));
  useShortcut('tab-sheet', to('sheet'));
  useShortcut('tab-history', to('history'));
  useShortcut('tab-credits', to('credits'));
  useShortcut('tab-settings', to('settings'));
  return (
    <nav className={classes.tabs} aria-label={say('project.inProject')}>
      {PROJECT_TABS.map((other) => (
        <Link
          key={other}
          ref={other === tab ? scrollToTab : null}
          href={paths.project(projectId, other)}
          className={classes.tab}
          aria-current={other === tab ? 'page' : undefined}
        >
          {say(LABEL[other])}
        </Link>
      ))}
    </nav>
  );
}
