import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { say } from '../language/say.ts';
import { companyRefusal } from './company-refusal.ts';
import { goToCompany } from './company-sign-in.ts';

/** Starts the sign-in at the OpenID provider, which returns to the requested page. */
export function CompanyButton({ provider }: { provider: string }) {
  const [isLeaving, setLeaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = async () => {
    setLeaving(true);
    setProblem(null);
    try {
      await goToCompany(location.pathname + location.search);
    } catch (error) {
      setProblem(companyRefusal(error));
      setLeaving(false);
    }
  };
  return (
    <Stack gap="xs">
      <Button fullWidth loading={isLeaving} onClick={() => void leave()} data-autofocus autoFocus>
        {say('session.withCompany')}
      </Button>
      <Text size="xs" c="dimmed" ta="center">
        {say('session.comeBack', { provider })}
      </Text>
      {problem !== null && (
        <Text size="sm" c="red" role="alert">
          {problem}
        </Text>
      )}
    </Stack>
  );
}
