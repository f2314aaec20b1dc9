import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from './connection.ts';
import { NodeType } from './node.types.ts';
import { DateTime } from './scalars.ts';

@ObjectType('Image', {
  implements: NodeType,
  description: 'A picture: uploaded, or made by an action. It never changes.',
})
export class ImageType {
  @Field(() => ID, { description: 'img_…' })
  id!: string;

  @Field({ description: 'image/png, image/jpeg or image/webp.' })
  contentType!: string;

  @Field(() => Int, { description: 'In pixels, as it is seen upright.' })
  width!: number;

  @Field(() => Int, { description: 'In pixels, as it is seen upright.' })
  height!: number;

  @Field(() => Int, { description: 'The size of the file in bytes.' })
  bytes!: number;

  @Field(() => DateTime, { description: 'When it was uploaded or made.' })
  createdAt!: number;
}

export const ImageConnection = connectionType('Image', () => ImageType);

@InputType({ description: 'A file that is about to be uploaded.' })
export class CreateImageUploadInput {
  @Field(() => ID, { description: 'The project that it is for: prj_….' })
  projectId!: string;

  @Field({ description: 'image/png, image/jpeg or image/webp: what the file really is.' })
  contentType!: string;

  @Field(() => Int, { description: 'The exact size of the file in bytes: 1 to 20,971,520 (20 MiB).' })
  bytes!: number;
}

@ObjectType({ description: 'A header to send.' })
export class HttpHeader {
  @Field({ description: 'Its name.' })
  name!: string;

  @Field({ description: 'Its value.' })
  value!: string;
}

@ObjectType({
  description:
    'How to upload the file: send its bytes with this method and these headers to this URL, once. From then on imageId ' +
    'can be used. The answer says in JSON what was wrong with a file that was not taken; the URL may then be tried again.',
})
export class ImageUpload {
  @Field(() => ID, { description: 'The image that it will be: img_….' })
  imageId!: string;

  @Field({ description: 'Where to send the bytes. The URL is the permission: it needs no credential.' })
  url!: string;

  @Field({ description: 'PUT.' })
  method!: string;

  @Field(() => [HttpHeader], { description: 'To be sent with the bytes.' })
  headers!: HttpHeader[];

  @Field(() => DateTime, { description: 'Until when the URL can be used.' })
  expiresAt!: number;
}
