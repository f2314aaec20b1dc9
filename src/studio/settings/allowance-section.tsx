import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { formatCredits, formatInstant } from '../language/formats.ts';
import type { ProjectAllowanceFragment } from '../generated/graphql.ts';
import { ConfirmDialog } from '../look/confirm-dialog.tsx';
import { say } from '../language/say.ts';
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
        {allowance
          ? say('settings.nextComeIn', { allowance: allowanceSentence(allowance), at: formatInstant(allowance.nextAt) })
          : say('settings.noAllowance')}
      </Text>
      {isAdmin && (
        <Group gap="xs">
          <Button variant="default" onClick={setting.open}>
            {say(allowance ? 'settings.changeAllowance' : 'settings.setAllowance')}
          </Button>
          {allowance && (
            <Button variant="default" onClick={ending.open}>
              {say('settings.endIt')}
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
    toastDone(say('settings.allowanceEnded'));
  };
  return (
    <ConfirmDialog
      title={say('settings.endAllowance')}
      hint={
        allowance
          ? say('settings.endEffect', {
              credits: formatCredits(allowance.credits),
              at: formatInstant(allowance.nextAt),
              balance: formatCredits(balance),
            })
          : say('settings.stays', { balance: formatCredits(balance) })
      }
      error={error}
      submitLabel={say('settings.endAllowance')}
      onConfirm={() => void end()}
      isSending={isSending}
      onClose={onClose}
    />
  );
}
