import { discoverProvider } from '../../access/oidc.ts';
import { CALLBACK_PATH, callbackUrl } from '../../access/oidc-settings.ts';
import type { Config } from '../../config/config.ts';
import { reasonOf } from '../../reason-of.ts';
import type { Finding } from './finding.ts';

const area = 'OpenID';

/** Reads the provider's discovery document. It cannot check whether the client is registered there. */
export async function examineOidc({ oidc, publicUrl }: Pick<Config, 'oidc' | 'publicUrl'>): Promise<Finding[]> {
  if (oidc === null) return [{ area, level: 'ok', message: 'not configured: people sign in only with keys' }];
  let found: Awaited<ReturnType<typeof discoverProvider>>;
  try {
    found = await discoverProvider(oidc.issuer);
  } catch (error) {
    const message = `nobody is let in by ${oidc.issuer}: ${reasonOf(error)}; check OIDC_ISSUER`;
    return [{ area, level: 'problem', message }];
  }
  if (oidc.signIn === null) {
    const message = 'answers; set OIDC_CLIENT_ID to let people sign in there from the page';
    return [{ area, level: 'ok', message }];
  }
  const findings: Finding[] = [];
  if (found.authorization_endpoint === undefined || found.token_endpoint === undefined) {
    const message =
      'its discovery document names no authorization_endpoint or token_endpoint: nobody can sign in there';
    findings.push({ area, level: 'problem', message });
  }
  if (publicUrl === null) {
    const message =
      'PUBLIC_URL is not set: the provider redirects browsers to the address on which this process listens';
    findings.push({ area, level: 'warning', message });
  }
  const callback = publicUrl === null ? CALLBACK_PATH : callbackUrl(publicUrl);
  const message = `answers; register ${callback} there as redirect URI of ${oidc.signIn.clientId}`;
  return [{ area, level: 'ok', message }, ...findings];
}
