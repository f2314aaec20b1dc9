import { Button, FileInput, Group, List, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '../../language/formats.ts';
import { errorSentence } from '../../errors/error-sentence.ts';
import { Problem } from '../../errors/problem.tsx';
import { ImportPreview } from './import-preview.tsx';
import { type GrantFile, type KnownProject, readGrants } from './read-grants.ts';
import { useEveryProject } from './use-every-project.ts';
import { type Imported, useImport } from './use-import.ts';

/** Credits for many projects from a file: chosen, then told in figures, then granted. */
export function ImportCreditsDialog({ onClose }: { onClose: () => void }) {
  const { projects, error } = useEveryProject();
  const [imported, setImported] = useState<Imported | null>(null);
  return (
    <Modal opened onClose={onClose} title="Import credits" size="lg">
      {!projects && !error && (
        <Skeleton height={160} role="status" aria-busy="true" aria-label="Loading the projects" />
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
        label="CSV file"
        description="Columns: project (its name or id), credits, expiry (such as 2027-12-31; empty: never), note. Up to 1,000 rows. The same file grants once, however often it is imported."
        placeholder="Choose a file"
        accept=".csv,text/csv"
        onChange={(chosen) => void choose(chosen)}
        error={file?.problem}
      />
      {file && !file.problem && <ImportPreview rows={file.rows} />}
      {error ? <Problem sentence={errorSentence(error)} /> : null}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button disabled={count === 0} loading={isSending} onClick={() => file && void submit(file)}>
          {count === 0 ? 'Grant' : `Grant ${formatCount(count)}`}
        </Button>
      </Group>
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
      <Text role="status">
        {formatCount(granted)} granted
        {before > 0 && `, ${formatCount(before)} had been granted by this file before`}
        {failed.length > 0 && `, ${formatCount(failed.length)} not`}.
      </Text>
      {failed.length > 0 && (
        <List aria-label="What was not granted">
          {failed.map(({ row, why }) => (
            <List.Item key={row}>
              Row {row}: {why}
            </List.Item>
          ))}
        </List>
      )}
      <Group justify="flex-end">
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}
