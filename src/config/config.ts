import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { StartError } from '../start-error.ts';
import { defaultStateFolder } from './state-folder.ts';
import type { ModelSettings } from '../answers/model-settings.ts';
import type { EngineSettings } from '../engines/engine-settings.ts';
import type { StorageSettings } from '../images/storage-settings.ts';
import type { StripeSettings } from '../purchases/stripe/open-stripe.ts';
import type { NatsSettings } from '../live/nats-settings.ts';
import type { MailSettings } from '../mail/smtp.ts';
import type { ServerSettings } from '../server/server-settings.ts';
import { ANSWERS_VARIABLES, answersModelOf, problemOfAnswers } from './answers-variables.ts';
import { DATABASE_VARIABLES, problemOfDatabase } from './database-variables.ts';
import { ENGINE_VARIABLES, engineOf, problemOfEngine } from './engine-variables.ts';
import { LIMIT_VARIABLES, limitsOf } from './limit-variables.ts';
import { METRICS_VARIABLES, metricsOf, type MetricsSettings } from './metrics-variables.ts';
import { NATS_VARIABLES } from './nats-variables.ts';
import { PURCHASE_VARIABLES, problemOfPurchases, stripeOf } from './purchase-variables.ts';
import { MAIL_VARIABLES, mailOf, problemOfMail } from './mail-variables.ts';
import { OIDC_VARIABLES, type OidcConfig, oidcOf, problemOfOidc } from './oidc-variables.ts';
import {
  pictureOriginOf,
  previousStorageOf,
  problemOfStorage,
  STORAGE_VARIABLES,
  storageOf,
} from './storage-variables.ts';
import { TRACING_VARIABLES } from './tracing-variables.ts';
import { isOrigin, listOf, onOrOff, oneOf, url, visibleText, integerVariable } from './variable-rules.ts';

/** Everything that the environment can say. Nothing else reads it. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** As others reach this server; null: where it listens. */
  readonly publicUrl: string | null;
  /** The origin of the bucket, with which browsers exchange pictures directly; null: they do not. */
  readonly pictureOrigin: string | null;
  /** Null: the embedded PostgreSQL in the data folder. */
  readonly databaseUrl: string | null;
  /** PostgreSQL itself, where `databaseUrl` leads through a pooler in transaction mode; null: it does not. */
  readonly databaseDirectUrl: string | null;
  /** A replica that serves reads of history; null: none. */
  readonly databaseReplicaUrl: string | null;
  /** Null: PostgreSQL carries notifications between processes. */
  readonly nats: NatsSettings | null;
  readonly dataFolder: string;
  readonly storage: StorageSettings;
  /** The storage from which pictures are moved; null: none. */
  readonly previousStorage: StorageSettings | null;
  /** The file with the private key that signs ledger heads; null: heads are not signed. */
  readonly ledgerSigningKeyFile: string | null;
  /** The first ADMIN key of an empty database; null: one is made. */
  readonly bootstrapApiKey: string | null;
  readonly engine: EngineSettings;
  /** Null: answers of the documentation are its sentences. */
  readonly answersModel: ModelSettings | null;
  /** Actions that this process performs at once; 0: none. */
  readonly workers: number;
  /** Actions of one project that run at once, in all processes. */
  readonly actionsPerProject: number;
  readonly logLevel: LogLevel;
  /** Null: nothing is measured. */
  readonly metrics: MetricsSettings | null;
  /** The URL of the trace collector; null: tracing is off. */
  readonly tracesEndpoint: string | null;
  readonly limits: ServerSettings['limits'];
  readonly corsOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  /** Names, addresses and networks that webhooks may reach although they are private. */
  readonly webhookAllowPrivate: readonly string[];
  /** Null: nothing can be bought. */
  readonly stripe: StripeSettings | null;
  /** Of pages that buyers may come back to from Stripe, besides our own. */
  readonly purchaseReturnOrigins: readonly string[];
  /** Null: nobody is written to. */
  readonly mail: MailSettings | null;
  readonly graphiql: boolean;
  readonly introspection: boolean;
  /** Null: tokens of a company's own provider are not taken. */
  readonly oidc: OidcConfig | null;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

function isAddress(item: string): boolean {
  const [address = '', bits, ...rest] = item.split('/');
  const size = isIP(address) === 4 ? 32 : 128;
  return isIP(address) > 0 && rest.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= size));
}

const isHostName = (item: string) => /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(item) && !/^[\d.]+$/.test(item);

const environment = z.object({
  HOST: visibleText.default('127.0.0.1'),
  PORT: integerVariable(0, 65_535).default(4000),
  PUBLIC_URL: url(/^https?:\/\//, 'https://images.example.com')
    .transform((value) => value.replace(/\/+$/, ''))
    .nullable()
    .default(null),
  ...DATABASE_VARIABLES,
  ...NATS_VARIABLES,
  DATA_DIR: visibleText
    .transform((folder) => path.resolve(folder))
    .nullable()
    .default(null),
  LEDGER_SIGNING_KEY_FILE: visibleText
    .transform((file) => path.resolve(file))
    .nullable()
    .default(null),
  BOOTSTRAP_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{32,200}$/, 'must be 32 to 200 visible ASCII characters without spaces')
    .nullable()
    .default(null),
  WORKERS: integerVariable(0, 256).default(4),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
  CORS_ORIGINS: listOf(isOrigin, 'origins such as https://shop.example.com').default([]),
  TRUSTED_PROXIES: listOf(isAddress, 'addresses or networks such as 10.0.0.0/8').default([]),
  WEBHOOK_ALLOW_PRIVATE: listOf(
    (item) => isAddress(item) || isHostName(item),
    'host names, addresses or networks such as 10.0.0.0/8',
  ).default([]),
  GRAPHIQL: onOrOff.nullable().default(null),
  INTROSPECTION: onOrOff.nullable().default(null),
  ...ENGINE_VARIABLES,
  ...ANSWERS_VARIABLES,
  ...PURCHASE_VARIABLES,
  ...LIMIT_VARIABLES,
  ...MAIL_VARIABLES,
  ...OIDC_VARIABLES,
  ...STORAGE_VARIABLES,
  ...METRICS_VARIABLES,
  ...TRACING_VARIABLES,
});

/** The variables that are read, as docs/operations/configuration.md lists them. */
export const VARIABLES: readonly string[] = Object.keys(environment.shape);

/**
 * Reads the configuration. A variable that is set to nothing counts as not set. Throws StartError with one line that
 * names each variable which cannot be taken, and what is allowed; never its value, which may be a secret.
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>, checkout: string): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = environment.safeParse(given);
  if (!result.success) {
    throw new StartError(result.error.issues.map(({ path: at, message }) => `${at.join('.')} ${message}`).join('; '));
  }
  const read = result.data;
  const problem =
    problemOfDatabase(read) ??
    problemOfOidc(read) ??
    problemOfAnswers(read) ??
    problemOfEngine(read) ??
    problemOfPurchases(read) ??
    problemOfMail(read) ??
    problemOfStorage(read);
  if (problem !== null) throw new StartError(problem);
  const isEmbedded = read.DATABASE_URL === null;
  return Object.freeze({
    host: read.HOST,
    port: read.PORT,
    publicUrl: read.PUBLIC_URL,
    pictureOrigin: pictureOriginOf(read),
    databaseUrl: read.DATABASE_URL,
    databaseDirectUrl: read.DATABASE_DIRECT_URL,
    databaseReplicaUrl: read.DATABASE_REPLICA_URL,
    nats: read.NATS_URL,
    dataFolder: read.DATA_DIR ?? defaultStateFolder(checkout),
    ledgerSigningKeyFile: read.LEDGER_SIGNING_KEY_FILE,
    bootstrapApiKey: read.BOOTSTRAP_API_KEY,
    engine: engineOf(read),
    answersModel: answersModelOf(read),
    workers: read.WORKERS,
    actionsPerProject: read.LIMIT_ACTIONS_PER_PROJECT,
    logLevel: read.LOG_LEVEL,
    metrics: metricsOf(read),
    tracesEndpoint: read.OTEL_EXPORTER_OTLP_ENDPOINT,
    limits: limitsOf(read),
    corsOrigins: read.CORS_ORIGINS,
    trustedProxies: read.TRUSTED_PROXIES,
    webhookAllowPrivate: read.WEBHOOK_ALLOW_PRIVATE,
    stripe: stripeOf(read),
    purchaseReturnOrigins: read.PURCHASE_RETURN_ORIGINS,
    mail: mailOf(read),
    graphiql: read.GRAPHIQL ?? isEmbedded,
    introspection: read.INTROSPECTION ?? isEmbedded,
    oidc: oidcOf(read),
    storage: storageOf(read),
    previousStorage: previousStorageOf(read),
  });
}
