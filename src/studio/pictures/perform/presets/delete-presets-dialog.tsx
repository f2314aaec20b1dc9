import { Button, Modal, Stack, Text } from '@mantine/core';
import { errorSentence } from '../../../errors/error-sentence.ts';
import { Problem } from '../../../errors/problem.tsx';
import type { PresetFieldsFragment } from '../../../generated/graphql.ts';
import { say } from '../../../language/say.ts';
import { useDeletePreset } from './use-presets.ts';
import classes from './presets-menu.module.css';

export interface DeletePresetsDialogProps {
  readonly presets: readonly PresetFieldsFragment[];
  readonly onClose: () => void;
}

/** Takes presets away for everyone in the workspace. */
export function DeletePresetsDialog({ presets, onClose }: DeletePresetsDialogProps) {
  const { remove, error } = useDeletePreset();
  return (
    <Modal opened onClose={onClose} title={say('presets.deleteTitle')}>
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {say('presets.aboutDelete')}{' '}
        </Text>
        {presets.map(({ id, name }) => (
          <div key={id} className={classes.preset}>
            <span>{name}</span>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => void remove(id)}
              aria-label={say('presets.deleteOne', { name })}
            >
              {say('presets.delete')}
            </Button>
          </div>
        ))}
        {presets.length === 0 && <Text>{say('presets.noneLeft')}</Text>}
        {error ? <Problem sentence={errorSentence(error)} /> : null}
      </Stack>
    </Modal>
  );
}
