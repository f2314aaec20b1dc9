import { Field, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.ts';

@ObjectType({ description: 'A file to download from a short-lived URL.' })
export class Download {
  @Field({ description: 'The signed URL of the file, for a GET request. It needs no credential.' })
  url!: string;

  @Field(() => DateTime, {
    description: 'When the URL expires. A download that began earlier is completed.',
  })
  expiresAt!: number;
}
