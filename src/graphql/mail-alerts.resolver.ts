import { Arg, Ctx, FieldResolver, Mutation, Resolver } from 'type-graphql';
import type { MailAlert as Alert } from '../mail/mail-alert.ts';
import type { MailAlerts } from '../mail/mail-recipients.ts';
import { type Context, viewerOf } from './context.ts';
import { MailAlert } from './enums.ts';
import { MailAlertsType } from './mail-alerts.types.ts';
import { Needs, OWN_SCOPE } from './rules.ts';
import { ViewerType } from './viewer.types.ts';

@Resolver(() => ViewerType)
export class MailAlertsResolver {
  @FieldResolver(() => MailAlertsType, { description: 'The e-mail alerts of the caller.' })
  mailAlerts(@Ctx() context: Context): Promise<MailAlerts> {
    return context.read(() => context.services.mailRecipients.of(viewerOf(context)));
  }

  @Needs('VIEWER', OWN_SCOPE)
  @Mutation(() => MailAlertsType, {
    description:
      'Sets the events of which the caller is notified by e-mail. Needs an address. Access tokens have none: the server that ' +
      'created one notifies its own users, for example by webhooks.',
  })
  setMailAlerts(
    @Arg('alerts', () => [MailAlert], { description: 'All alerts that are sent from now on, each once. Empty: none.' })
    alerts: Alert[],
    @Ctx() context: Context,
  ): Promise<MailAlerts> {
    return context.services.mailRecipients.choose(viewerOf(context), alerts);
  }
}
