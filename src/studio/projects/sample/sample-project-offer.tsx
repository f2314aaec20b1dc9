import { Button, Paper, Text } from '@mantine/core';
import { Images } from 'lucide-react';
import { Suspense, useState } from 'react';
import { say } from '../../language/say.ts';
import { lazily } from '../../navigation/lazily.ts';
import { useMay, useMayCreateProjects } from '../../session/viewer.ts';
import classes from './sample-project-offer.module.css';

const SampleProjectDialog = lazily(async () => (await import('./sample-project-dialog.tsx')).SampleProjectDialog);

/** Offers the sample project to users who may create projects and grant credits. */
export function SampleProjectOffer() {
  const mayMake = useMayCreateProjects();
  const mayGrant = useMay('ADMIN');
  const [isOpen, setOpen] = useState(false);
  if (!mayMake || !mayGrant) return null;
  return (
    <Paper withBorder className={classes.offer}>
      <Text>{say('sample.newHere')}</Text>
      <Button variant="default" leftSection={<Images size={18} aria-hidden="true" />} onClick={() => setOpen(true)}>
        {say('sample.sampleProject')}
      </Button>
      {isOpen && (
        <Suspense>
          <SampleProjectDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Paper>
  );
}
