import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { formatCredits } from '../../language/formats.ts';
import { Problem } from '../../errors/problem.tsx';
import { usePriceList } from '../../prices/use-price-list.ts';
import { sampleCosts } from './sample-actions.ts';
import photo from './sample-photo.jpg';
import classes from './sample-project-dialog.module.css';
import { useSampleProject } from './use-sample-project.ts';

/** Says what the sample project costs, and makes it. */
export function SampleProjectDialog({ onClose }: { readonly onClose: () => void }) {
  const { priceList } = usePriceList();
  const { make, isMaking, problem } = useSampleProject(photo);
  const costs = priceList && sampleCosts(priceList.prices);
  return (
    <Modal opened onClose={onClose} title="Sample project">
      <Stack gap="md">
        <img src={photo} alt="Two books with lavender on a stone" className={classes.photo} />
        <Text>
          Makes a project with this photo and three pictures of it, so that you see what each action does, and proposes
          the next steps.
        </Text>
        {costs && (
          <Text>
            You grant it {formatCredits(costs.granted)}. The three pictures take {formatCredits(costs.spent)} of them:{' '}
            {costs.each.map(({ title, credits }) => `${title} ${credits}`).join(', ')}.
          </Text>
        )}
        {problem && <Problem sentence={problem} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={!costs} loading={isMaking} onClick={() => priceList && void make(priceList.prices)}>
            Make the sample project
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
