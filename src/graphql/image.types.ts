import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from './connection.ts';
import { NodeType } from './node.types.ts';
import { DateTime } from './scalars.ts';

@ObjectType('Image', {
  implements: NodeType,
  description: 'A picture that was uploaded or made by an action. It never changes, except for its mark as a favorite.',
})
export class ImageType {
  @Field(() => ID, { description: 'img_…' })
  id!: string;

  @Field({ description: 'image/png, image/jpeg or image/webp.' })
  contentType!: string;

  @Field(() => Int, { description: 'In pixels, with the EXIF orientation applied.' })
  width!: number;

  @Field(() => Int, { description: 'In pixels, with the EXIF orientation applied.' })
  height!: number;

  @Field(() => Int, { description: 'The size of the file in bytes.' })
  bytes!: number;

  @Field(() => DateTime, { description: 'When it was uploaded or made.' })
  createdAt!: number;

  @Field({ description: 'Whether somebody has marked it as a favorite. Everyone in the project sees the same mark.' })
  favorite!: boolean;
}

export const ImageConnection = connectionType('Image', () => ImageType);

@InputType({ description: 'An image file to upload.' })
export class CreateImageUploadInput {
  @Field(() => ID, { description: 'The project that the image will belong to: prj_….' })
  projectId!: string;

  @Field({
    description:
      'The format of the file: image/png, image/jpeg or image/webp. The upload is refused if the file has another format.',
  })
  contentType!: string;

  @Field(() => Int, { description: 'The exact size of the file in bytes: 1 to 20,971,520 (20 MiB).' })
  bytes!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the file, which later downloads have, too. Optional, 1 to 255 characters.',
  })
  fileName?: string | null;
}

@ObjectType({ description: 'An HTTP request header.' })
export class HttpHeader {
  @Field({ description: 'The name of the header.' })
  name!: string;

  @Field({ description: 'The value of the header.' })
  value!: string;
}

@ObjectType({
  description:
    'A one-time request that uploads the file: send its bytes to url with this method and these headers. Afterwards imageId ' +
    'can be used. If the file is refused, the response says why in JSON, and the same URL may be used again.',
})
export class ImageUpload {
  @Field(() => ID, { description: 'The id of the image, usable after the upload: img_….' })
  imageId!: string;

  @Field({ description: 'Where to send the bytes. The URL is signed: send no credential with it.' })
  url!: string;

  @Field({ description: 'The HTTP method to use: PUT.' })
  method!: string;

  @Field(() => [HttpHeader], { description: 'The headers to send with the bytes.' })
  headers!: HttpHeader[];

  @Field(() => String, {
    nullable: true,
    description:
      'If not null, the bytes go directly to the storage: once they are sent, send a POST without a body to this URL, ' +
      'and the server examines the file. The response is that of an upload to the server. null: no POST is needed.',
  })
  completionUrl!: string | null;

  @Field(() => DateTime, { description: 'When the URL expires.' })
  expiresAt!: number;
}
