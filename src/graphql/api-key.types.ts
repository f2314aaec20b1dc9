import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Role as AccessRole } from '../access/viewer.ts';
import type { CapPeriod } from '../instant.ts';
import { CreditCapPeriod, Role } from './enums.ts';
import { NodeType } from './node.types.ts';
import { DateTime } from './scalars.ts';

@ObjectType({
  description: 'A limit on the credits that an API key may spend in each UTC day or calendar month.',
})
export class CreditCap {
  @Field(() => Int, { description: 'The maximum number of credits that may be spent in one period.' })
  credits!: number;

  @Field(() => CreditCapPeriod, { description: 'The period after which the cap resets.' })
  per!: CapPeriod;

  @Field(() => Int, { description: 'Credits spent in the current period, less refunds.' })
  spent!: number;

  @Field(() => DateTime, { description: 'When the current period ends and the cap resets.' })
  resetsAt!: number;
}

@ObjectType('ApiKey', {
  implements: NodeType,
  description: 'A credential for servers. Its secret is returned once, by createApiKey; only a hash of it is stored.',
})
export class ApiKeyType {
  @Field(() => ID, { description: 'key_…' })
  id!: string;

  @Field({ description: '1 to 200 characters. Transactions and audit entries name it as their actor.' })
  name!: string;

  @Field(() => Role, { description: 'The permissions of the credential.' })
  role!: AccessRole;

  @Field({ description: 'The first characters of the secret, for telling keys apart.' })
  prefix!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'The projects that the credential has access to; null: every project of the workspace.',
  })
  projectIds!: string[] | null;

  @Field(() => CreditCap, { nullable: true, description: 'The spending cap of the key; null: no cap.' })
  creditCap!: CreditCap | null;

  @Field(() => String, {
    nullable: true,
    description: 'The e-mail address of the holder, see setApiKeyEmail; null: none is known.',
  })
  email!: string | null;

  @Field(() => DateTime, { description: 'When it was created.' })
  createdAt!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the key was last used, accurate to one minute; null: never.',
  })
  lastUsedAt!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the key expires; null: never.',
  })
  expiresAt!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When the key was revoked; null: it is not revoked.' })
  revokedAt!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the unused sign-in link of the key expires, see createSignInLink; null: there is none.',
  })
  signInLinkExpiresAt!: number | null;
}

@InputType({ description: 'A limit on the credits that the key may spend in each period.' })
export class CreditCapInput {
  @Field(() => Int, {
    description: 'The maximum number of credits that may be spent in one period, 1 to 1,000,000,000.',
  })
  credits!: number;

  @Field(() => CreditCapPeriod, { description: 'The period after which the cap resets.' })
  per!: CapPeriod;
}

@InputType({ description: 'The name, permissions and limits of a new API key.' })
export class CreateApiKeyInput {
  @Field({
    description:
      '1 to 200 characters. Transactions name the key as their actor by it, so it must differ from "system" and from the ' +
      'name of every key in use. The comparison ignores letter case and invisible characters.',
  })
  name!: string;

  @Field(() => Role, { description: 'The permissions of the credential.' })
  role!: AccessRole;

  @Field(() => [ID], {
    nullable: true,
    description: 'The projects that the key has access to, 1 to 1,000 ids. Default: every project of the workspace.',
  })
  projectIds?: string[] | null;

  @Field(() => CreditCapInput, { nullable: true, description: 'A spending cap for the key. Default: no cap.' })
  creditCap?: CreditCapInput | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the key expires; must be in the future. Default: never.',
  })
  expiresAt?: number | null;
}

@ObjectType({ description: 'A new API key with its secret.' })
export class CreatedApiKey {
  @Field(() => ApiKeyType, { description: 'The new key.' })
  apiKey!: ApiKeyType;

  @Field({ description: 'The secret, to send as "Authorization: Bearer …". It cannot be read again: store it now.' })
  secret!: string;
}

@ObjectType({ description: 'A one-time link with which the holder of an API key signs in.' })
export class SignInLink {
  @Field({
    description:
      'The secret of the link, dkl_…. Send the holder of the key the URL PUBLIC_URL/#link=dkl_…. The API accepts no requests with ' +
      'this secret, and it cannot be read again.',
  })
  secret!: string;

  @Field(() => DateTime, { description: 'When the link expires: after 7 days, or with the key.' })
  expiresAt!: number;
}

@InputType({
  description: 'The user, permissions and lifetime of a new access token.',
})
export class CreateAccessTokenInput {
  @Field({
    description:
      'The user of your product, 1 to 200 characters. Transactions name it as their actor, so it must differ from "system" ' +
      'and from the name of every API key in use.',
  })
  subject!: string;

  @Field(() => Role, { description: "The permissions of the token: at most the caller's own role." })
  role!: AccessRole;

  @Field(() => [ID], {
    description: 'The projects that the token has access to: 1 to 100 ids, each accessible to the caller.',
  })
  projectIds!: string[];

  @Field(() => Int, { nullable: true, defaultValue: 900, description: 'Lifetime in seconds, 60 to 86,400.' })
  ttlSeconds?: number | null;
}

@ObjectType({ description: 'A short-lived credential for browsers: a signed JWT.' })
export class AccessToken {
  @Field({ description: 'The token, to send as "Authorization: Bearer …".' })
  token!: string;

  @Field(() => DateTime, {
    description:
      'When the token expires. It becomes invalid earlier if the API key that created it expires or is revoked.',
  })
  expiresAt!: number;
}
