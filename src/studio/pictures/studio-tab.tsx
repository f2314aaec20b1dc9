import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Suspense, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ActionKind, ProjectSummaryFragment } from '../generated/graphql.ts';
import { useShortcut } from '../shortcuts/use-shortcuts.ts';
import { say } from '../language/say.ts';
import { lazily } from '../navigation/lazily.ts';
import { useViewer } from '../session/viewer.ts';
import { type FeedbackPanelState, useFeedbackPanel } from '../feedback/use-feedback-panel.ts';
import { GuideCard } from './guide/guide-card.tsx';
import { ActionForm } from './perform/action-form.tsx';
import { FoldedForm, FoldFormButton } from './perform/folded-form.tsx';
import { FormSheet } from './perform/form-sheet.tsx';
import { ReadOnly } from './perform/read-only.tsx';
import { focusForm, useActionKeys } from './perform/use-action-keys.ts';
import { useFoldedForm, useLowWhile, useSheetHeight } from './perform/use-form-layout.ts';
import { EmptyStage } from './stage/empty-stage.tsx';
import { Stage } from './stage/stage.tsx';
import { NO_TOOL } from './perform/stage-tool.ts';
import { Strip } from './strip/strip.tsx';
import type { SheetItem } from './items/sheet-item.ts';
import { stripPlaces, useStepKeys } from './strip/strip-places.ts';
import { DropZone } from './upload/drop-zone.tsx';
import { UploadList } from './upload/upload-list.tsx';
import { type StudioState, useStudio } from './use-studio.ts';
import classes from './studio-tab.module.css';

const Lightbox = lazily(async () => (await import('./lightbox/lightbox.tsx')).Lightbox);
const FeedbackColumn = lazily(async () => (await import('../feedback/feedback-column.tsx')).FeedbackColumn);
const ShareDialog = lazily(async () => (await import('../sharing/share-dialog.tsx')).ShareDialog);

/** Where pictures are made: the picture takes the window, the four actions float over it, and what was made runs below. */
export function StudioTab({ project }: { project: ProjectSummaryFragment }) {
  const [height, setHeight] = useSheetHeight();
  const studio = useStudio(project, () => setHeight((now) => (now === 'FULL' ? 'HALF' : now)));
  const isPainting = studio.desk.tool.type === 'brush';
  useLowWhile(isPainting, setHeight);
  const [isFolded, toggleFolded] = useFoldedForm();
  const pick = (kind: ActionKind) => {
    flushSync(() => {
      studio.desk.change((drafts) => ({ ...drafts, kind }));
      if (isFolded) toggleFolded();
      setHeight((now) => (now === 'LOW' ? 'HALF' : now));
    });
    focusForm(); // after the form was rendered
  };
  useActionKeys(studio.mayEdit ? pick : null);
  useShortcut('upload', studio.mayEdit ? studio.pickFiles : null);
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const shown = studio.chosen.item?.picture ?? null;
  const feedback = useFeedbackPanel(shown !== null);
  return (
    <div className={classes.desk} data-form={isWide ? undefined : height} data-painting={isPainting || undefined}>
      {isWide ? (
        <FloatingForm studio={studio} isFolded={isFolded} toggleFolded={toggleFolded} />
      ) : (
        <div className={classes.form}>
          <FormSheet height={height} onHeight={(next) => setHeight(() => next)}>
            <FormColumn studio={studio} />
          </FormSheet>
        </div>
      )}
      <div className={classes.stage}>
        <StageColumn studio={studio} feedback={feedback} />
      </div>
      <Suspense>{feedback.isOpen && shown && <FeedbackColumn imageId={shown.id} state={feedback} />}</Suspense>
      <div className={classes.strip}>
        <StripRow studio={studio} />
      </div>
      {studio.mayEdit && <DropZone onFiles={studio.uploads.add} />}
    </div>
  );
}

interface FloatingFormProps extends ColumnProps {
  readonly isFolded: boolean;
  readonly toggleFolded: () => void;
}

/** The form beside the stage, or the icons of its actions if it is hidden. */
function FloatingForm({ studio, isFolded, toggleFolded }: FloatingFormProps) {
  if (!isFolded) {
    return (
      <>
        <div className={classes.form}>
          <FormColumn studio={studio} />
        </div>
        <div className={classes.fold}>
          <FoldFormButton onFold={toggleFolded} />
        </div>
      </>
    );
  }
  return (
    <div className={classes.form} data-folded>
      <FoldedForm
        balance={studio.project.balance}
        kind={studio.desk.drafts.kind}
        onOpen={toggleFolded}
        onPick={(kind) => {
          studio.desk.change((drafts) => ({ ...drafts, kind }));
          toggleFolded();
        }}
      />
    </div>
  );
}

interface ColumnProps {
  readonly studio: StudioState;
}

function FormColumn({ studio }: ColumnProps) {
  const { project, mayEdit, desk, pickFiles } = studio;
  const viewer = useViewer();
  if (!viewer) return <Skeleton height={420} mb={12} />;
  if (mayEdit) {
    return (
      <ActionForm project={project} desk={desk} onUpload={pickFiles}>
        <GuideCard studio={studio} />
      </ActionForm>
    );
  }
  if (project.archivedAt) {
    return <ReadOnly title={say('pictures.archived')} text={say('pictures.nothingMore')} />;
  }
  return (
    <ReadOnly title={say('pictures.mayLook')} text={say('pictures.askForKey', { workspace: viewer.workspace.name })} />
  );
}

interface StageColumnProps extends ColumnProps {
  readonly feedback: FeedbackPanelState;
}

function StageColumn({ studio, feedback }: StageColumnProps) {
  const { project, mayEdit, sheet, chosen, trail, desk, choose, pickFiles, renew } = studio;
  const { item } = chosen;
  const [opened, setOpened] = useState<'lightbox' | 'share' | null>(null);
  const pictures = useMemo(
    () => stripPlaces(sheet.items ?? []).flatMap((place) => (place.item.picture ? [place.item] : [])),
    [sheet.items],
  );
  useShortcut('full-screen', item?.picture ? () => setOpened('lightbox') : null);
  const share = mayEdit && item?.picture ? () => setOpened('share') : null;
  useShortcut('share', share);
  const show = ({ id }: SheetItem) => choose(id, true);
  useStepKeys(pictures, item, show);
  if (!item) {
    const isFailed = !sheet.items && Boolean(sheet.error);
    const isLoading = !isFailed && (!sheet.items || chosen.isLoading);
    const reason = isFailed ? 'FAILED' : isLoading ? 'LOADING' : chosen.isUnknown ? 'UNKNOWN' : 'NONE';
    return (
      <EmptyStage
        reason={reason}
        onUpload={mayEdit ? pickFiles : null}
        onExample={(words) =>
          desk.change((drafts) => ({ ...drafts, kind: 'PROMPT', prompt: { ...drafts.prompt, ...words } }))
        }
      />
    );
  }
  return (
    <>
      <Stage
        item={item}
        trail={trail}
        tool={mayEdit ? desk.tool : NO_TOOL}
        mayEdit={mayEdit}
        onChoose={({ id }) => choose(id)}
        onAgain={(isSame) => {
          const { parentId } = item;
          void desk.copy(item, isSame).then(() => parentId !== null && choose(parentId));
        }}
        onRepeat={() => item.action && void desk.repeat(item.action)}
        balance={project.balance}
        onFullScreen={() => setOpened('lightbox')}
        feedback={feedback}
        onShare={share}
        onMissing={renew}
      />
      <Suspense>
        {opened === 'share' && item.picture && (
          <ShareDialog project={project} pictures={[item.picture]} onClose={() => setOpened(null)} />
        )}
        {opened === 'lightbox' && (
          <Lightbox items={pictures} shown={item} onShow={show} onClose={() => setOpened(null)} />
        )}
      </Suspense>
    </>
  );
}

function StripRow({ studio: { project, mayEdit, sheet, chosen, uploads, choose, pickFiles, renew } }: ColumnProps) {
  return (
    <Strip
      projectId={project.id}
      sheet={sheet}
      chosen={chosen.item}
      mayCancel={mayEdit}
      onChoose={({ id }, isStep) => choose(id, isStep)}
      onMissing={renew}
      onUpload={mayEdit ? pickFiles : null}
      uploads={mayEdit && <UploadList {...uploads} />}
    />
  );
}
