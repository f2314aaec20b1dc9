import { useState } from 'react';
import { useElementSize } from '@mantine/hooks';
import { useLocation } from 'wouter';
import type { ProjectSummaryFragment } from '../generated/graphql.ts';
import { paths } from '../navigation/paths.ts';
import { useMay } from '../session/viewer.ts';
import { ContactSheet } from './sheet/contact-sheet.tsx';
import type { SheetItem } from './sheet/sheet-item.ts';
import { useSheet } from './sheet/use-sheet.ts';
import classes from './sheet-tab.module.css';

const TILE_PX = 160;

/** The whole project: every picture by where it came from. One that is chosen is opened in the studio. */
export function SheetTab({ project }: { project: ProjectSummaryFragment }) {
  const sheet = useSheet(project.id);
  const mayEdit = useMay('EDITOR') && !project.archivedAt;
  const [, go] = useLocation();
  const [walked, setWalked] = useState<SheetItem>();
  const { ref, width } = useElementSize();
  return (
    <div ref={ref} className={classes.sheet}>
      <ContactSheet
        sheet={sheet}
        columns={Math.max(2, Math.floor(width / TILE_PX))}
        chosen={walked}
        mayCancel={mayEdit}
        onChoose={(item, isStep) => (isStep ? setWalked(item) : go(paths.picture(project.id, item.id)))}
        onMissing={() => void sheet.reload()}
      />
    </div>
  );
}
