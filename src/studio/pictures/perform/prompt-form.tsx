import { Button, Checkbox, Group, Input, NativeSelect } from '@mantine/core';
import { X } from 'lucide-react';
import { DevelopingImage } from '../developing-image.tsx';
import type { SheetItem } from '../sheet/sheet-item.ts';
import { usePictureById } from '../use-picture-by-id.ts';
import { DetailsFields } from './details-fields.tsx';
import type { Drafts } from './drafts.ts';
import { ExamplesButton } from './examples/examples-button.tsx';
import { PresetsMenu } from './presets/presets-menu.tsx';
import classes from './action-form.module.css';

const RATIOS = [
  { value: '1:1', label: '1:1, square' },
  { value: '4:5', label: '4:5, feed' },
  { value: '3:4', label: '3:4, portrait' },
  { value: '9:16', label: '9:16, story' },
  { value: '4:3', label: '4:3, landscape' },
  { value: '16:9', label: '16:9, wide' },
];

const NO_PHOTO = 'None attached: the picture is made from words alone.';

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
        label="Product photo"
        description={draft.productImageId === null ? NO_PHOTO : 'The picture is built around it.'}
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
                Attach the picture shown
              </Button>
            )}
            <Button size="xs" variant="default" onClick={onUpload}>
              Upload one
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
          label="Show and correct what is kept of it"
          checked={draft.isPainted}
          onChange={(event) => onChange({ isPainted: event.currentTarget.checked })}
          error={missing['mask']}
          data-field="mask"
        />
      )}
      <Group gap="xs">
        <ExamplesButton label="Examples" onPick={onChange} />
        <PresetsMenu draft={draft} onChange={onChange} />
      </Group>
      <DetailsFields
        details={draft}
        promptLabel="Prompt"
        promptHint="What to make, as you would tell a photographer."
        error={missing['prompt']}
        onChange={onChange}
      />
      <NativeSelect
        label="Aspect ratio"
        value={draft.aspectRatio}
        onChange={(event) => onChange({ aspectRatio: event.currentTarget.value })}
        data={RATIOS}
      />
    </>
  );
}

function ProductPhoto({ imageId, onRemove }: { imageId: string; onRemove: () => void }) {
  const picture = usePictureById(imageId);
  return (
    <div className={classes.product}>
      <div className={classes.productPicture}>
        {picture && <DevelopingImage id={picture.id} url={picture.thumb} alt="The product photo" />}
      </div>
      <Button
        size="xs"
        variant="default"
        leftSection={<X size={14} aria-hidden="true" />}
        onClick={onRemove}
        aria-label="Remove the product photo"
      >
        Remove
      </Button>
    </div>
  );
}
