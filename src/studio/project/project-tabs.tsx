import { Link, useLocation } from 'wouter';
import { useKey } from '../keys/use-keys.ts';
import { PROJECT_TABS, type ProjectTab, paths } from '../navigation/paths.ts';
import classes from './project-tabs.module.css';

const LABEL: Readonly<Record<ProjectTab, string>> = {
  studio: 'Studio',
  sheet: 'Sheet',
  history: 'History',
  credits: 'Credits',
  settings: 'Settings',
};

/** Links that look like tabs: each has an address of its own. */
export function ProjectTabs({ projectId, tab }: { projectId: string; tab: ProjectTab }) {
  const [, go] = useLocation();
  const to = (other: ProjectTab) => () => go(paths.project(projectId, other));
  useKey('tab-studio', to('studio'));
  useKey('tab-sheet', to('sheet'));
  useKey('tab-history', to('history'));
  useKey('tab-credits', to('credits'));
  useKey('tab-settings', to('settings'));
  return (
    <nav className={classes.tabs} aria-label="In this project">
      {PROJECT_TABS.map((other) => (
        <Link
          key={other}
          href={paths.project(projectId, other)}
          className={classes.tab}
          aria-current={other === tab ? 'page' : undefined}
        >
          {LABEL[other]}
        </Link>
      ))}
    </nav>
  );
}
