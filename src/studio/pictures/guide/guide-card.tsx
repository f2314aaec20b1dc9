import { ActionIcon, Button, Text } from '@mantine/core';
import { Check, X } from 'lucide-react';
import { say } from '../../language/say.ts';
import type { StudioState } from '../use-studio.ts';
import { beginStep } from './begin-step.ts';
import { GUIDES, progressOf, type StepRequest } from './guides.ts';
import { useGuide } from './kept-guide.ts';
import classes from './guide-card.module.css';

/** The guide that was chosen when the project was created. A step only fills in the form; the user starts each paid action. */
export function GuideCard({ studio }: { studio: StudioState }) {
  const { project, sheet, desk, choose, pickFiles } = studio;
  const [name, close] = useGuide(project.id);
  if (name === null || !sheet.items) return null;
  const items = sheet.items;
  const { steps, next } = progressOf(name, items);
  const begin = (request: StepRequest) => {
    const begun = beginStep(request, items);
    if (!begun) return pickFiles();
    choose(begun.base.id);
    desk.change(begun.change);
  };
  return (
    <section className={classes.card} aria-label={say(GUIDES[name].title)}>
      <div className={classes.head}>
        <Text fw={500}>{say(GUIDES[name].title)}</Text>
        <Text size="xs" c="dimmed">
          {say('guide.progress', { done: steps.filter(({ isDone }) => isDone).length, count: steps.length })}
        </Text>
        <ActionIcon variant="subtle" color="gray" aria-label={say('guide.close')} onClick={close}>
          <X size={16} aria-hidden="true" />
        </ActionIcon>
      </div>
      <ol className={classes.steps}>
        {steps.map(({ title, request, isDone }, place) => (
          <li key={title} className={classes.step} data-done={isDone || undefined}>
            <span className={classes.mark} aria-hidden="true">
              {isDone ? <Check size={14} /> : place + 1}
            </span>
            <Text size="sm" span>
              {say(title)}
            </Text>
            {title === next?.title && (
              <Button
                size="compact-xs"
                variant="default"
                disabled={request.kind !== 'UPLOAD' && !beginStep(request, items)} // its picture is still being made
                onClick={() => begin(request)}
              >
                {say(request.kind === 'UPLOAD' ? 'guide.upload' : 'guide.fillIn')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {next === null && <Text size="xs">{say('guide.done')}</Text>}
    </section>
  );
}
