import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { formatCredits, formatInstant } from '../language/formats.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { ProjectAllowanceFragment } from '../generated/graphql.ts';
import { toastDone } from '../look/toast.tsx';
import { useMay } from '../session/viewer.ts';
import { AllowanceDialog } from './allowance-dialog.tsx';
import { allowanceSentence } from './allowance-words.ts';
import { useAllowance } from './use-allowance.ts';

/** The credits that come in by themselves, and when the next do. */
export function AllowanceSection({ project }: { project: ProjectAllowanceFragment }) {
  const isAdmin = useMay('ADMIN');
  const [isSetting, setting] = useDisclosure(false);
  const [isEnding, ending] = useDisclosure(false);
  const { allowance } = project;
  return (
    <>
      <Text>
        {allowance ? allowanceSentence(allowance) : 'No credits come in by themselves.'}
        {allowance && ` The next come in on ${formatInstant(allowance.nextAt)}.`}
      </Text>
      {isAdmin && (
        <Group gap="xs">
          <Button variant="default" onClick={setting.open}>
            {allowance ? 'Change the allowance' : 'Set an allowance'}
          </Button>
          {allowance && (
            <Button variant="default" onClick={ending.open}>
              End it
            </Button>
          )}
        </Group>
      )}
      {isSetting && <AllowanceDialog project={project} onClose={setting.close} />}
      {isEnding && <EndAllowanceDialog project={project} onClose={ending.close} />}
    </>
  );
}

function EndAllowanceDialog({ project, onClose }: { project: ProjectAllowanceFragment; onClose: () => void }) {
  const { set, isSending, error } = useAllowance(project.id);
  const { allowance, balance } = project;
  const end = async () => {
    if (!(await set(null))) return;
    onClose();
    toastDone('The allowance has ended.');
  };
  return (
    <Modal opened onClose={onClose} title="End the allowance">
      <Stack gap="md">
        <Text>
          {allowance &&
            `The ${formatCredits(allowance.credits)} of ${formatInstant(allowance.nextAt)} will not come in. `}
          {`The ${formatCredits(balance)} that the project has stay, with their expiry.`}
        </Text>
        {error ? <Problem sentence={errorSentence(error)} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={isSending} onClick={() => void end()}>
            End the allowance
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
