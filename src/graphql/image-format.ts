import { registerEnumType } from 'type-graphql';

export const ImageFormat = { WEBP: 'WEBP', PNG: 'PNG', JPEG: 'JPEG' } as const;
export type Format = keyof typeof ImageFormat;

registerEnumType(ImageFormat, {
  name: 'ImageFormat',
  description: 'The format of a picture file.',
  valuesConfig: {
    WEBP: { description: 'WebP: small, and with transparency.' },
    PNG: { description: 'PNG: lossless, and read by any program.' },
    JPEG: { description: 'JPEG: small and without transparency, which becomes white.' },
  },
});
