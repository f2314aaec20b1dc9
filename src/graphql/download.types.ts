import { Field, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.ts';

@ObjectType({ description: 'A file that can be fetched for a short time.' })
export class Download {
  @Field({ description: 'Where to GET it. The URL is the permission: it needs no credential.' })
  url!: string;

  @Field(() => DateTime, {
    description: 'From this instant on the URL begins no download any more. One that has begun is finished.',
  })
  expiresAt!: number;
}
