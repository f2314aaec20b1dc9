// Checks the deployment files: lints the Dockerfile, parses the YAML, verifies that the variables and paths in them exist, and
// that the manifests for Kubernetes fit together and start the program. Prints each problem, and exits with 1 if there is any.
import fs from 'node:fs';
import path from 'node:path';
import { validate } from 'dockerfile-utils';
import { parseAllDocuments } from 'yaml';
import { kubernetesFaults } from './kubernetes-faults.ts';
import { kustomized } from './kustomized.ts';
import { VARIABLES } from '../src/config/config.ts';

const checkout = path.join(import.meta.dirname, '..');
const read = (file: string) => fs.readFileSync(path.join(checkout, file), 'utf8');
const kubernetes = fs.readdirSync(path.join(checkout, 'ops/kubernetes')).map((name) => `ops/kubernetes/${name}`);

/** Settings of Node.js, Docker and PostgreSQL, and of the object store and NATS of compose.yaml. */
const OTHERS = [
  'COMPOSE_PROFILES',
  'NODE_ENV',
  'POSTGRES_USER',
  'POSTGRES_PASSWORD',
  'MINIO_ROOT_USER',
  'MINIO_ROOT_PASSWORD',
  'NATS_TOKEN',
];
const ours = new Set([...VARIABLES, ...OTHERS]);

const faults = [
  ...dockerfileFaults(read('Dockerfile')),
  ...['compose.yaml', ...kubernetes].flatMap((file) => yamlFaults(file)),
  ...kustomizationFaults(),
  ...kubernetesFaults(kustomized(checkout), checkout),
  ...variableFaults(),
];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

function dockerfileFaults(text: string): string[] {
  const found = validate(text).map(
    ({ range, message }) =>
      `Dockerfile:${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`,
  );
  const lines = text.split('\n');
  if (lines.findLast((line) => line.startsWith('USER ')) !== 'USER node') found.push('Dockerfile: runs as root');
  if (!lines.some((line) => line.startsWith('HEALTHCHECK '))) found.push('Dockerfile: has no HEALTHCHECK');
  for (const line of lines) {
    const [, image] = /^FROM (\S+)/.exec(line) ?? [];
    if (image !== undefined && !image.includes(':')) found.push(`Dockerfile: ${image} has no tag`);
  }
  return found;
}

/** Parses strict YAML 1.2: duplicate keys and unknown anchors are errors. */
function yamlFaults(file: string): string[] {
  return parseAllDocuments(read(file), { merge: true, strict: true }).flatMap((document) => {
    const faultsOf = [...document.errors, ...document.warnings].map(({ message }) => `${file}: ${message}`);
    return faultsOf.length === 0 && document.toJS() === null ? [`${file}: has an empty document`] : faultsOf;
  });
}

/** Every file of the folder is a resource of the kustomization, and every resource a file. */
function kustomizationFaults(): string[] {
  const [document] = parseAllDocuments(read('ops/kubernetes/kustomization.yaml'));
  const { resources = [] }: { resources?: string[] } = document?.toJS() ?? {};
  const files = kubernetes.map((file) => path.basename(file)).filter((name) => name !== 'kustomization.yaml');
  return [
    ...files.filter((name) => !resources.includes(name)).map((name) => `kustomization.yaml: lacks ${name}`),
    ...resources.filter((name) => !files.includes(name)).map((name) => `kustomization.yaml: ${name} is no file`),
  ];
}

/** A variable that the program does not read would have no effect. */
function variableFaults(): string[] {
  return ['Dockerfile', 'compose.yaml', 'ops/darkroom.service', ...kubernetes].flatMap((file) =>
    [...read(file).matchAll(/\b([A-Z][A-Z\d]*_[A-Z\d_]+)(?==|:|\}| value)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !ours.has(name))
      .map((name) => `${file}: ${name} is no variable of Darkroom`),
  );
}
