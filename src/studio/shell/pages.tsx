import { Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { ErrorBoundary } from '../errors/error-boundary.tsx';
import { ProjectsPage } from '../projects/projects-page.tsx';
import { lazily } from '../navigation/lazily.ts';
import { NotFoundPage, PageSkeleton } from '../navigation/page-frame.tsx';
import { paths, PROJECT_TABS } from '../navigation/paths.ts';

const ProjectPage = lazily(async () => (await import('../project/project-page.tsx')).ProjectPage);
const HelpPage = lazily(async () => (await import('../help/help-page.tsx')).HelpPage);
const AlertsPage = lazily(async () => (await import('../alerts/alerts-page.tsx')).AlertsPage);
const AdminPage = lazily(async () => (await import('../admin/admin-page.tsx')).AdminPage);

/** Which page an address shows. All but the first are loaded when they are first gone to. */
export function Pages() {
  const [address] = useLocation();
  return (
    <ErrorBoundary key={address.split('/', 3).join('/')}>
      <Suspense fallback={<PageSkeleton />}>
        <Switch>
          <Route path="/" component={ProjectsPage} />
          <Route path="/projects/:projectId">
            {({ projectId }) => <Redirect to={paths.project(projectId)} replace />}
          </Route>
          <Route path="/projects/:projectId/:tab">
            {({ projectId, tab }) => {
              const shown = PROJECT_TABS.find((known) => known === tab);
              return shown ? <ProjectPage key={projectId} projectId={projectId} tab={shown} /> : <NotFoundPage />;
            }}
          </Route>
          <Route path="/help" component={HelpPage} />
          <Route path="/alerts" component={AlertsPage} />
          <Route path="/admin" component={AdminPage} />
          <Route component={NotFoundPage} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}
