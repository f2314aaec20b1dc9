import { Checkbox, Modal, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ShownOnce } from '../look/shown-once.tsx';
import { sentenceOf } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { PictureFragment, ProjectSummaryFragment } from '../generated/graphql.ts';
import { formatInstant } from '../language/formats.ts';
import { DialogButtons } from '../look/dialog-buttons.tsx';
import { say } from '../language/say.ts';
import { LimitedTextInput } from '../look/limited-text.tsx';
import { useToday } from '../look/calendar-day.ts';
import { PictureRow } from '../look/picture-row.tsx';
import { EndField } from './end-field.tsx';
import { END_DAYS_DEFAULT, endDayIn, endOfDay } from './share-end.ts';
import { type MadeShareLink, useShare } from './use-share.ts';

const TITLE_MAX = 200;
const PICTURES_MAX = 100;

export interface ShareDialogProps {
  readonly project: Pick<ProjectSummaryFragment, 'id' | 'name'>;
  /** In the order in which guests see them. */
  readonly pictures: readonly PictureFragment[];
  readonly onClose: () => void;
}

/** Creates a share link to the pictures and shows it once. Mounted only while open. */
export function ShareDialog({ project, pictures, onClose }: ShareDialogProps) {
  const [shared] = useState(pictures); // the selection may change while the dialog is open
  const [made, setMade] = useState<MadeShareLink | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(made ? 'sharing.isMade' : 'sharing.title', { count: shared.length })}
      closeOnClickOutside={made === null}
      closeOnEscape={made === null}
      withCloseButton={made === null}
    >
      {made ? (
        <ShownOnce
          secret={made.url}
          name="link"
          advice={say('sharing.advice', { at: formatInstant(made.endsAt) })}
          onDone={onClose}
        />
      ) : (
        <ShareForm project={project} pictures={shared} onMade={setMade} onCancel={onClose} />
      )}
    </Modal>
  );
}

interface ShareFormProps extends Omit<ShareDialogProps, 'onClose'> {
  readonly onMade: (made: MadeShareLink) => void;
  readonly onCancel: () => void;
}

function ShareForm({ project, pictures, onMade, onCancel }: ShareFormProps) {
  const today = useToday();
  const [title, setTitle] = useState(project.name);
  const [endDay, setEndDay] = useState(() => endDayIn(END_DAYS_DEFAULT, today));
  const [allowsComments, setAllowsComments] = useState(true);
  const [allowsDownload, setAllowsDownload] = useState(false);
  const { share, isSending, problem } = useShare(project.id);
  const count = pictures.length;
  const endsAt = endOfDay(endDay, today);
  const isFit = count <= PICTURES_MAX;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!endsAt || title.trim() === '') return;
    const imageIds = pictures.map(({ id }) => id);
    const request = { projectId: project.id, imageIds, title: title.trim(), endsAt: endsAt.toISOString() };
    const made = await share({ ...request, allowsComments, allowsDownload });
    if (made) onMade(made);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <PictureRow pictures={pictures} />
        <Text>{say('sharing.about', { count })}</Text>
        {!isFit && <Problem sentence={sentenceOf('sharing.tooMany', { count, max: PICTURES_MAX })} tone="refusal" />}
        <LimitedTextInput
          label={say('sharing.linkTitle')}
          description={say('sharing.linkTitleHint')}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          max={TITLE_MAX}
          error={title.trim() === '' ? say('sharing.giveTitle') : null}
          required
          data-autofocus
        />
        <EndField day={endDay} endsAt={endsAt} today={today} onDay={setEndDay} />
        <Stack gap="xs">
          <Checkbox
            label={say('sharing.allowsComments')}
            checked={allowsComments}
            onChange={(event) => setAllowsComments(event.currentTarget.checked)}
          />
          <Checkbox
            label={say('sharing.allowsDownload')}
            checked={allowsDownload}
            onChange={(event) => setAllowsDownload(event.currentTarget.checked)}
          />
        </Stack>
        {problem && <Problem sentence={problem} />}
        <DialogButtons
          submitLabel={say('sharing.make')}
          isSending={isSending}
          isDisabled={!isFit || !endsAt || title.trim() === ''}
          onCancel={onCancel}
        />
      </Stack>
    </form>
  );
}
