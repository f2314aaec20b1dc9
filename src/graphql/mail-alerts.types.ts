import { Field, ObjectType } from 'type-graphql';
import type { MailAlert as Alert } from '../mail/mail-alert.ts';
import { MailAlert } from './enums.ts';

@ObjectType('MailAlerts', { description: 'The e-mail alerts of the caller, and their address.' })
export class MailAlertsType {
  @Field({ description: 'Whether this server sends e-mail.' })
  isAvailable!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Where the e-mail goes: the address of the API key, or the claim email of a token of the OpenID provider; null: none is ' +
      'known, and nothing is sent.',
  })
  address!: string | null;

  @Field(() => [MailAlert], { description: 'The chosen alerts. Empty if there are none.' })
  alerts!: Alert[];
}
