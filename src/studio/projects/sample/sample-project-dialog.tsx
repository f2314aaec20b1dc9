import { Modal, Stack, Text } from '@mantine/core';
import { formatCredits } from '../../language/formats.ts';
import { Problem } from '../../errors/problem.tsx';
import { DialogButtons } from '../../look/dialog-buttons.tsx';
import { say } from '../../language/say.ts';
import { usePriceList } from '../../prices/use-price-list.ts';
import { sampleCosts } from './sample-actions.ts';
import photo from './sample-photo.jpg';
import classes from './sample-project-dialog.module.css';
import { useSampleProject } from './use-sample-project.ts';

/** Shows the price of the sample project, and creates it. */
export function SampleProjectDialog({ onClose }: { readonly onClose: () => void }) {
  const { priceList } = usePriceList();
  const { make, isMaking, problem } = useSampleProject(photo);
  const costs = priceList && sampleCosts(priceList.prices);
  return (
    <Modal opened onClose={onClose} title={say('sample.sampleProject')}>
      <Stack gap="md">
        <img src={photo} alt={say('sample.photo')} className={classes.photo} />
        <Text>{say('sample.makes')} </Text>
        {costs && (
          <Text>
            {say('sample.costs', {
              granted: formatCredits(costs.granted),
              spent: formatCredits(costs.spent),
              each: costs.each.map(({ title, credits }) => `${title} ${credits}`).join(', '),
            })}
          </Text>
        )}
        {problem && <Problem sentence={problem} />}
        <DialogButtons
          submitLabel={say('sample.make')}
          onSubmit={() => priceList && void make(priceList.prices)}
          isSending={isMaking}
          isDisabled={!costs}
          onCancel={onClose}
        />
      </Stack>
    </Modal>
  );
}
