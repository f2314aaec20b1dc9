import { Button, Checkbox, Group, Input, NativeSelect } from '@mantine/core';
import { X } from 'lucide-react';
import { useQuery } from '@apollo/client/react';
import { say } from '../../language/say.ts';
import { DevelopingImage } from '../developing-image.tsx';
import type { SheetItem } from '../items/sheet-item.ts';
import { DetailsFields } from './details-fields.tsx';
import type { Drafts } from './drafts.ts';
import { ExamplesButton } from './examples/examples-button.tsx';
import { PresetsMenu } from './presets/presets-menu.tsx';
import { graphql } from '../../generated/gql.ts';
import type { PictureFragment } from '../../generated/graphql.ts';
import classes from './action-form.module.css';

const RATIOS = [
  { value: '1:1', label: 'perform.square' },
  { value: '4:5', label: 'perform.feed' },
  { value: '3:4', label: 'perform.portrait' },
  { value: '9:16', label: 'perform.story' },
  { value: '4:3', label: 'perform.landscape' },
  { value: '16:9', label: 'perform.wide' },
] as const;

export interface PromptFormProps {
  readonly draft: Drafts['prompt'];
  /** The picture in the middle, which may become the product's photo. */
  readonly base: SheetItem | undefined;
  readonly missing: Readonly<Record<string, string>>;
  readonly onChange: (draft: Partial<Drafts['prompt']>) => void;
  readonly onUpload: () => void;
}

/** A first picture: a photo of the product where there is one, and words. */
export function PromptForm({ draft, base, missing, onChange, onUpload }: PromptFormProps) {
  return (
    <>
      <Input.Wrapper
        label={say('perform.productPhoto')}
        description={say(draft.productImageId === null ? 'perform.noPhoto' : 'perform.aroundPhoto')}
        labelElement="div"
      >
        {draft.productImageId === null ? (
          <Group gap="xs" pt={6}>
            {base?.picture && (
              <Button
                size="xs"
                variant="default"
                onClick={() => onChange({ productImageId: base.picture?.id ?? null })}
              >
                {say('perform.attach')}
              </Button>
            )}
            <Button size="xs" variant="default" onClick={onUpload}>
              {say('perform.uploadOne')}
            </Button>
          </Group>
        ) : (
          <ProductPhoto
            imageId={draft.productImageId}
            onRemove={() => onChange({ productImageId: null, isPainted: false })}
          />
        )}
      </Input.Wrapper>
      {draft.productImageId !== null && draft.productImageId === base?.picture?.id && (
        <Checkbox
          label={say('perform.correctKept')}
          checked={draft.isPainted}
          onChange={(event) => onChange({ isPainted: event.currentTarget.checked })}
          error={missing['mask']}
          data-field="mask"
        />
      )}
      <Group gap="xs">
        <ExamplesButton label={say('perform.examples')} onPick={onChange} />
        <PresetsMenu draft={draft} onChange={onChange} />
      </Group>
      <DetailsFields
        details={draft}
        promptLabel={say('perform.prompt')}
        promptHint={say('perform.aboutPrompt')}
        error={missing['prompt']}
        onChange={onChange}
      />
      <NativeSelect
        label={say('perform.aspectRatio')}
        value={draft.aspectRatio}
        onChange={(event) => onChange({ aspectRatio: event.currentTarget.value })}
        data={RATIOS.map(({ value, label }) => ({ value, label: say(label) }))}
      />
    </>
  );
}

function ProductPhoto({ imageId, onRemove }: { imageId: string; onRemove: () => void }) {
  const picture = usePictureById(imageId);
  return (
    <div className={classes.product}>
      <div className={classes.productPicture}>
        {picture && <DevelopingImage id={picture.id} url={picture.thumb} alt={say('perform.theProductPhoto')} />}
      </div>
      <Button
        size="xs"
        variant="default"
        leftSection={<X size={14} aria-hidden="true" />}
        onClick={onRemove}
        aria-label={say('perform.removePhoto')}
      >
        {say('perform.remove')}
      </Button>
    </div>
  );
}

const PICTURE_BY_ID = graphql(`
  query PictureById($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Image {
        ...Picture
      }
    }
  }
`);

/** A picture by its id; undefined while it loads, and if it does not exist. */
function usePictureById(imageId: string): PictureFragment | undefined {
  const { data } = useQuery(PICTURE_BY_ID, { variables: { id: imageId } });
  return data?.node?.__typename === 'Image' ? data.node : undefined;
}
