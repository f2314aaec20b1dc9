import { Button, FileInput, Group, List, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '../../language/formats.ts';
import { errorSentence } from '../../errors/error-sentence.ts';
import { Problem } from '../../errors/problem.tsx';
import { DialogButtons } from '../../look/dialog-buttons.tsx';
import { say } from '../../language/say.ts';
import { ImportPreview } from './import-preview.tsx';
import { type GrantFile, type KnownProject, readGrants } from './read-grants.ts';
import { useEveryProject } from './use-every-project.ts';
import { type Imported, useImport } from './use-import.ts';

/** Credits for many projects from a file: chosen, then told in figures, then granted. */
export function ImportCreditsDialog({ onClose }: { onClose: () => void }) {
  const { projects, error } = useEveryProject();
  const [imported, setImported] = useState<Imported | null>(null);
  return (
    <Modal opened onClose={onClose} title={say('imports.title')} size="lg">
      {!projects && !error && (
        <Skeleton height={160} role="status" aria-busy="true" aria-label={say('imports.loadingProjects')} />
      )}
      {!projects && error ? <Problem sentence={errorSentence(error)} /> : null}
      {projects && !imported && <ImportForm projects={projects} onImported={setImported} onCancel={onClose} />}
      {imported && <ImportOutcome imported={imported} onClose={onClose} />}
    </Modal>
  );
}

interface ImportFormProps {
  readonly projects: readonly KnownProject[];
  readonly onImported: (imported: Imported) => void;
  readonly onCancel: () => void;
}

interface ReadFile extends GrantFile {
  readonly text: string;
}

function ImportForm({ projects, onImported, onCancel }: ImportFormProps) {
  const { importRows, isSending, error } = useImport();
  const [file, setFile] = useState<ReadFile | null>(null);
  const choose = async (chosen: File | null) => {
    const text = await chosen?.text();
    setFile(text === undefined ? null : { text, ...readGrants(text, projects, new Date()) });
  };
  const count = file?.rows.filter(({ grant }) => grant !== null).length ?? 0;
  const submit = async ({ text, rows }: ReadFile) => {
    const imported = await importRows(text, rows);
    if (imported) onImported(imported);
  };
  return (
    <Stack gap="md">
      <FileInput
        label={say('imports.file')}
        description={say('imports.fileHint')}
        placeholder={say('imports.chooseFile')}
        accept=".csv,text/csv"
        onChange={(chosen) => void choose(chosen)}
        error={file?.problem}
      />
      {file && !file.problem && <ImportPreview rows={file.rows} />}
      {error ? <Problem sentence={errorSentence(error)} /> : null}
      <DialogButtons
        submitLabel={count === 0 ? say('imports.grant') : say('imports.grantCount', { count: formatCount(count) })}
        onSubmit={() => file && void submit(file)}
        isSending={isSending}
        isDisabled={count === 0}
        onCancel={onCancel}
      />
    </Stack>
  );
}

function ImportOutcome({
  imported: { granted, before, failed },
  onClose,
}: {
  imported: Imported;
  onClose: () => void;
}) {
  return (
    <Stack gap="md">
      <Text role="status">{outcome(granted, before, failed.length)}</Text>
      {failed.length > 0 && (
        <List aria-label={say('imports.notGranted')}>
          {failed.map(({ row, why }) => (
            <List.Item key={row}>{say('imports.rowWhy', { row: formatCount(row), why })}</List.Item>
          ))}
        </List>
      )}
      <Group justify="flex-end">
        <Button onClick={onClose}>{say('imports.done')}</Button>
      </Group>
    </Stack>
  );
}

function outcome(grantedCount: number, beforeCount: number, failedCount: number): string {
  const [granted, before, failed] = [formatCount(grantedCount), formatCount(beforeCount), formatCount(failedCount)];
  if (beforeCount > 0 && failedCount > 0) return say('imports.grantedBeforeFailed', { granted, before, failed });
  if (beforeCount > 0) return say('imports.grantedBefore', { granted, before });
  return failedCount > 0 ? say('imports.grantedFailed', { granted, failed }) : say('imports.granted', { granted });
}
