import { Modal, type ModalProps, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Sender } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { DialogButtons } from '../look/dialog-buttons.tsx';
import { say } from '../language/say.ts';

export interface PublishDialogProps extends Pick<Sender<unknown, unknown>, 'isSending' | 'error'> {
  readonly title: string;
  readonly size?: ModalProps['size'];
  readonly form: ReactNode;
  /** What the publication changes; null while the form is filled in. */
  readonly preview: ReactNode | null;
  readonly onBack: () => void;
  readonly onPublish: () => void;
  readonly onClose: () => void;
}

/** A form, then a preview of what it changes, then the publication. */
export function PublishDialog({ form, preview, isSending, error, onBack, onPublish, ...modal }: PublishDialogProps) {
  return (
    <Modal opened {...modal}>
      {/* The form stays mounted during the preview, so that it keeps its values. */}
      <div hidden={preview !== null}>{form}</div>
      {preview !== null && (
        <Stack gap="md">
          {preview}
          {error ? <Problem sentence={errorSentence(error)} /> : null}
          <DialogButtons
            submitLabel={say('admin.publish')}
            onSubmit={onPublish}
            isSending={isSending}
            cancelLabel={say('admin.back')}
            onCancel={onBack}
          />
        </Stack>
      )}
    </Modal>
  );
}
