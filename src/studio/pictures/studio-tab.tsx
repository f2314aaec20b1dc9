import { Button, Skeleton } from '@mantine/core';
import { Upload } from 'lucide-react';
import { useRef } from 'react';
import type { ProjectSummaryFragment } from '../generated/graphql.ts';
import { useViewer } from '../session/viewer.ts';
import { ActionForm } from './perform/action-form.tsx';
import { again } from './perform/drafts.ts';
import { ReadOnly } from './perform/read-only.tsx';
import { ContactSheet } from './sheet/contact-sheet.tsx';
import { EmptyStage } from './stage/empty-stage.tsx';
import { Stage } from './stage/stage.tsx';
import { NO_TOOL } from './stage/stage-tool.ts';
import { DropZone } from './upload/drop-zone.tsx';
import { UploadList } from './upload/upload-list.tsx';
import { type StudioState, useStudio } from './use-studio.ts';
import classes from './studio-tab.module.css';

/** Where pictures are made: the four actions, the picture in the middle, and everything that was made so far. */
export function StudioTab({ project }: { project: ProjectSummaryFragment }) {
  const stage = useRef<HTMLDivElement>(null);
  const studio = useStudio(project, stage);
  return (
    <div className={classes.desk}>
      <div className={classes.form}>
        <FormColumn studio={studio} />
      </div>
      <div ref={stage} className={classes.stage}>
        <StageColumn studio={studio} />
      </div>
      <div className={classes.sheet}>
        <SheetColumn studio={studio} />
      </div>
      {studio.mayEdit && <DropZone onFiles={studio.uploads.add} />}
    </div>
  );
}

interface ColumnProps {
  readonly studio: StudioState;
}

function FormColumn({ studio: { project, mayEdit, desk, pickFiles } }: ColumnProps) {
  const viewer = useViewer();
  if (!viewer) return <Skeleton height={420} />;
  if (mayEdit) return <ActionForm project={project} desk={desk} onUpload={pickFiles} />;
  if (project.archivedAt) {
    return <ReadOnly title="Archived" text="Nothing more is made here; pictures and history stay." />;
  }
  return (
    <ReadOnly
      title="You may look"
      text={`Your key may see what is made, and not make pictures. Ask an admin of ${viewer.workspace.name} for a key that may.`}
    />
  );
}

function StageColumn({ studio: { mayEdit, sheet, chosen, trail, desk, choose, pickFiles, renew } }: ColumnProps) {
  const { item } = chosen;
  if (!item) {
    const isFailed = !sheet.items && Boolean(sheet.error);
    const isLoading = !isFailed && (!sheet.items || chosen.isLoading);
    const reason = isFailed ? 'FAILED' : isLoading ? 'LOADING' : chosen.isUnknown ? 'UNKNOWN' : 'NONE';
    return <EmptyStage reason={reason} onUpload={mayEdit ? pickFiles : null} />;
  }
  return (
    <Stage
      item={item}
      trail={trail}
      tool={mayEdit ? desk.tool : NO_TOOL}
      mayEdit={mayEdit}
      onChoose={({ id }) => choose(id)}
      onAgain={() => {
        desk.change((drafts) => again(drafts, item));
        if (item.parentId !== null) choose(item.parentId);
      }}
      onMissing={renew}
    />
  );
}

function SheetColumn({ studio: { mayEdit, sheet, chosen, uploads, choose, pickFiles, renew } }: ColumnProps) {
  return (
    <ContactSheet
      sheet={sheet}
      chosen={chosen.item}
      mayCancel={mayEdit}
      onChoose={({ id }, isStep) => choose(id, isStep)}
      onMissing={renew}
      uploads={mayEdit && <UploadList {...uploads} />}
    >
      {mayEdit && (
        <Button size="xs" variant="default" leftSection={<Upload size={14} aria-hidden="true" />} onClick={pickFiles}>
          Upload
        </Button>
      )}
    </ContactSheet>
  );
}
