import { Field, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.ts';

@ObjectType({ description: 'A file to download from a short-lived URL.' })
export class Download {
  @Field({ description: 'The signed URL of the file, for a GET request. It needs no credential.' })
  url!: string;

  @Field(() => DateTime, {
    description: 'From this instant on the URL begins no download any more. One that has begun is finished.',
  })
  expiresAt!: number;
}
