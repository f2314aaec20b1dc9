import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Role as AccessRole } from '../access/viewer.ts';
import type { CapPeriod } from '../instant.ts';
import { CreditCapPeriod, Role } from './enums.ts';
import { NodeType } from './node.types.ts';
import { DateTime } from './scalars.ts';

@ObjectType({
  description: 'No more than so many credits may be charged through a key in each UTC day or calendar month.',
})
export class CreditCap {
  @Field(() => Int, { description: 'How many credits in each period.' })
  credits!: number;

  @Field(() => CreditCapPeriod, { description: 'The period.' })
  per!: CapPeriod;

  @Field(() => Int, { description: 'Charged in the present period, what was refunded taken out.' })
  spent!: number;
}

@ObjectType('ApiKey', {
  implements: NodeType,
  description:
    'What a server sends to be let in. The secret itself is shown once, when the key is made, and kept nowhere.',
})
export class ApiKeyType {
  @Field(() => ID, { description: 'key_…' })
  id!: string;

  @Field({ description: '1 to 200 characters; the actor of what is done with it.' })
  name!: string;

  @Field(() => Role, { description: 'What it may do.' })
  role!: AccessRole;

  @Field({ description: 'The first characters of the secret, to tell keys apart.' })
  prefix!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'The projects that it is for; null: every project of the workspace.',
  })
  projectIds!: string[] | null;

  @Field(() => CreditCap, { nullable: true, description: 'What may be charged through it; null: whatever there is.' })
  creditCap!: CreditCap | null;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it was last used, to the minute; null: never.' })
  lastUsedAt!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'From this instant on it cannot be used; null: it does not end.',
  })
  expiresAt!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null: it was not.' })
  revokedAt!: number | null;
}

@InputType({ description: 'What may be charged through a key.' })
export class CreditCapInput {
  @Field(() => Int, { description: 'Credits in each period, 1 to 1,000,000,000.' })
  credits!: number;

  @Field(() => CreditCapPeriod, { description: 'The period.' })
  per!: CapPeriod;
}

@InputType()
export class CreateApiKeyInput {
  @Field({
    description:
      '1 to 200 characters. A history names the key by it, so "system" and the names of the keys in use are taken, whatever ' +
      'their letter case and whatever in them cannot be seen.',
  })
  name!: string;

  @Field(() => Role, { description: 'What it may do.' })
  role!: AccessRole;

  @Field(() => [ID], {
    nullable: true,
    description: 'The projects that it is for, 1 to 1,000; every project unless said.',
  })
  projectIds?: string[] | null;

  @Field(() => CreditCapInput, { nullable: true, description: 'What may be charged through it; no cap unless said.' })
  creditCap?: CreditCapInput | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ends, in the future; never unless said.' })
  expiresAt?: number | null;
}

@ObjectType({ description: 'The key was made.' })
export class CreatedApiKey {
  @Field(() => ApiKeyType, { description: 'The key.' })
  apiKey!: ApiKeyType;

  @Field({ description: 'What to send as "Bearer …". It is shown this once: keep it now.' })
  secret!: string;
}

@InputType({
  description: 'A short-lived token to hand to a browser: a signed JWT that names the projects, the role and the user.',
})
export class CreateAccessTokenInput {
  @Field({
    description:
      'The host product\'s user, 1 to 200 characters; becomes the actor of what the token does. Not "system", and not the ' +
      'name of a key in use.',
  })
  subject!: string;

  @Field(() => Role, { description: "At most the caller's own." })
  role!: AccessRole;

  @Field(() => [ID], { description: 'The projects that it is for, 1 to 100, each one of the caller.' })
  projectIds!: string[];

  @Field(() => Int, { nullable: true, defaultValue: 900, description: 'How long it lives, 60 to 86,400 seconds.' })
  ttlSeconds?: number | null;
}

@ObjectType({ description: 'The token was made.' })
export class AccessToken {
  @Field({ description: 'What to send as "Bearer …".' })
  token!: string;

  @Field(() => DateTime, { description: 'When it ends; it ends with the key that made it, if that ends before.' })
  expiresAt!: number;
}
