import { Button, Menu, Modal, Stack, Text } from '@mantine/core';
import { Bookmark, BookmarkPlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { say } from '../../../language/say.ts';
import type { Drafts } from '../drafts.ts';
import { SavePresetDialog } from './save-preset-dialog.tsx';
import { useDeletePreset, usePresets } from './use-presets.ts';
import { errorSentence } from '../../../errors/error-sentence.ts';
import { Problem } from '../../../errors/problem.tsx';
import type { PresetFieldsFragment } from '../../../generated/graphql.ts';
import classes from './presets-menu.module.css';

export interface PresetsMenuProps {
  readonly draft: Drafts['prompt'];
  readonly onChange: (draft: Partial<Drafts['prompt']>) => void;
}

/** The presets of the workspace: fills one into the form, or stores the words of the form as one. */
export function PresetsMenu({ draft, onChange }: PresetsMenuProps) {
  const presets = usePresets();
  const [dialog, setDialog] = useState<'save' | 'delete' | null>(null);
  const isEmpty = [draft.prompt, draft.model, draft.styling, draft.background].every((text) => text.trim() === '');
  return (
    <>
      <Menu position="bottom-start" width={288}>
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            className={classes.target}
            leftSection={<Bookmark size={14} aria-hidden="true" />}
          >
            {say('presets.presets')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={classes.list}>
            {presets?.length === 0 && (
              <Text size="xs" c="dimmed" p="xs">
                {say('presets.none')}
              </Text>
            )}
            {presets?.map(({ id, name, ...words }) => (
              <Menu.Item key={id} onClick={() => onChange(filledIn(words))}>
                {name}
                <Text size="xs" c="dimmed" lineClamp={1}>
                  {[words.prompt, words.styling, words.background].filter(Boolean).join(' · ')}
                </Text>
              </Menu.Item>
            ))}
          </div>
          <Menu.Divider />
          {/* It keeps the focus while it is disabled: in a menu without any focus Escape would do nothing. */}
          <Menu.Item
            aria-disabled={isEmpty}
            data-disabled={isEmpty || undefined}
            closeMenuOnClick={!isEmpty}
            leftSection={<BookmarkPlus size={16} aria-hidden="true" />}
            onClick={isEmpty ? undefined : () => setDialog('save')}
          >
            {say('presets.saveMenu')}
          </Menu.Item>
          {presets && presets.length > 0 && (
            <Menu.Item leftSection={<Trash2 size={16} aria-hidden="true" />} onClick={() => setDialog('delete')}>
              {say('presets.deleteMenu')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'save' && <SavePresetDialog draft={draft} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && <DeletePresetsDialog presets={presets ?? []} onClose={() => setDialog(null)} />}
    </>
  );
}

/** The fields that a preset sets; the others keep the values of the form. */
function filledIn(words: Partial<Record<keyof Drafts['prompt'], string | null>>): Partial<Drafts['prompt']> {
  return Object.fromEntries(Object.entries(words).filter(([key, word]) => key !== '__typename' && word !== null));
}

interface DeletePresetsDialogProps {
  readonly presets: readonly PresetFieldsFragment[];
  readonly onClose: () => void;
}

/** Deletes presets for everyone in the workspace. */
function DeletePresetsDialog({ presets, onClose }: DeletePresetsDialogProps) {
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
