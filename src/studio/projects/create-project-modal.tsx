import { Modal, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useSend } from '../api/use-send.ts';
import { say } from '../language/say.ts';
import { paths } from '../navigation/paths.ts';
import { type GuideName, GUIDES } from '../pictures/guide/guides.ts';
import { keepGuide } from '../pictures/guide/kept-guide.ts';
import { addToLists } from './add-to-lists.ts';
import { type ProjectFields, ProjectForm } from './project-form.tsx';
import { CREATE_PROJECT } from './project-settings.ts';

const SUGGESTED = { name: '', lowBalanceThreshold: 10 };

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function CreateProjectModal({ isOpen, onClose }: DialogProps) {
  const [, goTo] = useLocation();
  const { send, isSending, error, reset } = useSend(CREATE_PROJECT, (cache, { createProject }) =>
    addToLists(cache, createProject),
  );
  const [guide, setGuide] = useState<GuideName | null>(null);
  const close = () => {
    setGuide(null);
    reset();
    onClose();
  };
  const create = async (input: ProjectFields) => {
    const data = await send({ input });
    if (!data) return;
    if (guide !== null) keepGuide(data.createProject.id, guide);
    close();
    goTo(paths.project(data.createProject.id));
  };
  return (
    <Modal opened={isOpen} onClose={close} title={say('projects.newProject')}>
      <ProjectForm
        initial={SUGGESTED}
        submitLabel={say('projects.createProject')}
        isSending={isSending}
        error={error}
        onSubmit={(fields) => void create(fields)}
        onCancel={close}
      >
        <GuideSelect guide={guide} onGuide={setGuide} />
      </ProjectForm>
    </Modal>
  );
}

const OFFERED: readonly GuideName[] = ['WHITE', 'SEASON', 'FORMATS'];

interface GuideSelectProps {
  /** Null: no guide. */
  readonly guide: GuideName | null;
  readonly onGuide: (guide: GuideName | null) => void;
}

/** Selects the guide of a new project. */
function GuideSelect({ guide, onGuide }: GuideSelectProps) {
  return (
    <NativeSelect
      label={say('projects.startWith')}
      description={guide === null ? say('projects.stepsOrNone') : say(GUIDES[guide].description)}
      value={guide ?? ''}
      onChange={({ currentTarget: { value } }) => onGuide(OFFERED.find((name) => name === value) ?? null)}
      data={[
        { value: '', label: say('projects.empty') },
        ...OFFERED.map((name) => ({ value: name, label: say(GUIDES[name].title) })),
      ]}
    />
  );
}
