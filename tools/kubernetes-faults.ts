import { z } from 'zod';
import { readConfig } from '../src/config/config.ts';
import { reasonOf } from '../src/reason-of.ts';

const named = z.object({ name: z.string() });
const labels = z.record(z.string(), z.string());
const reference = z.object({ configMapRef: named.optional(), secretRef: named.optional() });
const probe = z.object({ httpGet: z.object({ path: z.enum(['/healthz', '/readyz']), port: z.string() }) }).optional();
const container = z.object({
  name: z.string(),
  image: z.string(),
  args: z.array(z.enum(['start', 'worker'])),
  envFrom: z.array(reference),
  env: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  ports: z.array(z.object({ name: z.string(), containerPort: z.int() })).default([]),
  startupProbe: probe,
  livenessProbe: probe,
  readinessProbe: probe,
  volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string().startsWith('/') })),
});
const deployment = z.object({
  apiVersion: z.literal('apps/v1'),
  kind: z.literal('Deployment'),
  spec: z.object({
    replicas: z.int(),
    selector: z.object({ matchLabels: labels }),
    template: z.object({
      metadata: z.object({ labels }),
      spec: z.object({
        serviceAccountName: z.string(),
        containers: z.array(container).min(1),
        volumes: z.array(named),
      }),
    }),
  }),
});
const service = z.object({
  apiVersion: z.literal('v1'),
  kind: z.literal('Service'),
  spec: z.object({ selector: labels, ports: z.array(z.object({ targetPort: z.string() })) }),
});
const configMap = z.object({ apiVersion: z.literal('v1'), kind: z.literal('ConfigMap'), data: labels });
const account = z.object({ apiVersion: z.literal('v1'), kind: z.literal('ServiceAccount'), metadata: named });
const budget = z.object({ apiVersion: z.literal('policy/v1'), kind: z.literal('PodDisruptionBudget') });
const manifest = z.discriminatedUnion('kind', [deployment, service, configMap, account, budget]);

type Manifest = z.infer<typeof manifest>;
type Template = z.infer<typeof deployment>['spec']['template'];

/** Returns what would fail when these manifests, the output of kustomize, are applied, or when their containers start. */
export function kubernetesFaults(documents: readonly unknown[], checkout: string): string[] {
  const read = documents.map((document) => manifest.safeParse(document));
  const malformed = read.flatMap(({ error }) => (error ? [`kubernetes: ${z.prettifyError(error)}`] : []));
  const manifests = read.flatMap(({ data }) => data ?? []);
  const templates = manifests.flatMap((one) => (one.kind === 'Deployment' ? [one.spec.template] : []));
  if (templates.length === 0) malformed.push('kubernetes: there is no Deployment');
  return [
    ...malformed,
    ...manifests.flatMap((one) => selectorFaults(one, templates)),
    ...templates.flatMap((template) => referenceFaults(template, manifests)),
    ...templates.flatMap((template) => settingFaults(template, manifests, checkout)),
  ];
}

/** A Deployment must select its own pods, and a Service pods of a Deployment that have its port. */
function selectorFaults(one: Manifest, templates: readonly Template[]): string[] {
  if (one.kind === 'Deployment') {
    const { selector, template } = one.spec;
    return matches(selector.matchLabels, template) ? [] : ['kubernetes: a Deployment does not select its own pods'];
  }
  if (one.kind !== 'Service') return [];
  const target = templates.find((template) => matches(one.spec.selector, template));
  const ports = target?.spec.containers.flatMap((own) => own.ports.map(({ name }) => name)) ?? [];
  return one.spec.ports.flatMap(({ targetPort }) =>
    ports.includes(targetPort) ? [] : [`kubernetes: no pod of the Service has the port ${targetPort}`],
  );
}

function matches(selector: Readonly<Record<string, string>>, { metadata }: Template): boolean {
  return Object.entries(selector).every(([label, value]) => metadata.labels[label] === value);
}

function referenceFaults({ spec }: Template, manifests: readonly Manifest[]): string[] {
  const volumes = spec.volumes.map(({ name }) => name);
  const accounts = manifests.flatMap((one) => (one.kind === 'ServiceAccount' ? [one.metadata.name] : []));
  const faults = spec.containers.flatMap(({ name, ports, volumeMounts, ...own }) => [
    ...volumeMounts.flatMap((mount) =>
      volumes.includes(mount.name) ? [] : [`${name} mounts no volume ${mount.name}`],
    ),
    ...[own.startupProbe, own.livenessProbe, own.readinessProbe].flatMap((asked) =>
      !asked || ports.some((port) => port.name === asked.httpGet.port)
        ? []
        : [`${name} probes no port ${asked.httpGet.port}`],
    ),
  ]);
  if (!accounts.includes(spec.serviceAccountName)) faults.push(`there is no account ${spec.serviceAccountName}`);
  return faults.map((fault) => `kubernetes: ${fault}`);
}

/** The program must accept the variables of a container, together with a DATABASE_URL as the secret provides it. */
function settingFaults({ spec }: Template, manifests: readonly Manifest[], checkout: string): string[] {
  const data = manifests.flatMap((one) => (one.kind === 'ConfigMap' ? Object.entries(one.data) : []));
  return spec.containers.flatMap(({ name, env }) => {
    const own = env.map((variable) => [variable.name, variable.value] as const);
    try {
      readConfig(Object.fromEntries([...data, ...own, ['DATABASE_URL', 'postgresql://db/darkroom']]), checkout);
      return [];
    } catch (error) {
      return [`kubernetes: ${name} does not start: ${reasonOf(error)}`];
    }
  });
}
